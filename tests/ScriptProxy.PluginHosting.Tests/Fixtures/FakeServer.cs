namespace ScriptProxy.PluginHosting.Tests.Fixtures;

/// <summary>A server with a given load.</summary>
internal sealed record FakeServer(string Name, int Weight, int ActiveRequests) : IUpstreamServer
{
    public string Url => $"http://{Name}";
}
