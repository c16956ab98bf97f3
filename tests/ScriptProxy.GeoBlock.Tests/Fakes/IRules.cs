namespace ScriptProxy.GeoBlock.Tests.Fakes;

/// <summary>What the plugin's extension methods are called on.</summary>
internal interface IRules : IProxyRules<IRules>;
