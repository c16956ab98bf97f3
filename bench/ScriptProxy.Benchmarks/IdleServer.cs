namespace ScriptProxy.Benchmarks;

/// <summary>A server without connections.</summary>
internal sealed record IdleServer(string Name, int Weight) : IUpstreamServer
{
    public string Url => $"http://{Name}";

    public int ActiveRequests => 0;
}
