using ScriptProxy.EndToEnd.Tests.Nginx;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

/// <summary>An nginx that can be killed like any other program and started again on the same port.</summary>
internal sealed class NginxBackend(string name) : IAsyncDisposable
{
    private readonly int _port = FreePort.Next();
    private NginxServer? _server;

    public string Url => $"http://127.0.0.1:{_port}";

    public async Task Start() => _server = await NginxServer.Start(
        _port, $$"""server { listen 127.0.0.1:{{_port}}; location / { return 200 "{{name}}"; } }""");

    /// <summary>Ends it without a chance to say goodbye to its connections.</summary>
    public async Task Kill()
    {
        await _server!.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
