namespace ScriptProxy.Configuration.Tests.Options;

public sealed record NoConstructorOptions(string Name);
