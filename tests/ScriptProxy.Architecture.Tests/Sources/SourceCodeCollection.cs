namespace ScriptProxy.Architecture.Tests.Sources;

/// <summary>Shares one <see cref="SourceCode"/> among the test classes that ask for it.</summary>
[CollectionDefinition(nameof(SourceCode))]
public sealed class SourceCodeCollection : ICollectionFixture<SourceCode>;
