namespace ScriptProxy.EndToEnd.Tests;

/// <summary>Tests that load the machine or look at the whole process, beside which nothing else runs.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
