namespace ScriptProxy.Abstractions.Tests;

/// <summary>A server that is only a name and a weight.</summary>
internal sealed record FakeServer(string Name, int Weight = 1) : IUpstreamServer
{
    public string Url => $"http://{Name}";

    public int ActiveRequests => 0;
}
