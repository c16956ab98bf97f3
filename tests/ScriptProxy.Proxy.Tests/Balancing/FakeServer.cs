namespace ScriptProxy.Proxy.Tests.Balancing;

/// <summary>A server as busy as the test says.</summary>
internal sealed class FakeServer(string name, int weight = 1, int active = 0) : IUpstreamServer
{
    public string Name { get; } = name;

    public string Url => $"http://{Name}";

    public int Weight { get; } = weight;

    public int ActiveRequests { get; set; } = active;
}
