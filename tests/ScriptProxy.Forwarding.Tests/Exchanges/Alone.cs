namespace ScriptProxy.Forwarding.Tests.Exchanges;

/// <summary>Tests that look at the whole process, beside which nothing else runs.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
