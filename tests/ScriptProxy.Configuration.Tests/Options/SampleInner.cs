namespace ScriptProxy.Configuration.Tests.Options;

public sealed record SampleInner
{
    public string Name { get; init; } = "";
}
