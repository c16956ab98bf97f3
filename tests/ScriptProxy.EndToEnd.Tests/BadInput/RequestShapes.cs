using ScriptProxy.EndToEnd.Tests.Nginx;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>
/// One proxy, its backend, and where nginx is installed an nginx before the same backend, for all rows.
/// </summary>
public sealed class RequestShapes : IAsyncLifetime
{
    private int _linesOfStart;

    public RawBackend Backend { get; } = new();

    public int Http2Port { get; } = FreePort.Next();

    public int NginxPort { get; } = FreePort.Next();

    /// <summary>What was logged at info and above since it serves: a client must not be able to fill a disk.</summary>
    public IEnumerable<string> LinesOfRequests => Proxy.Log.Lines.Skip(_linesOfStart);

    internal RunningProxy Proxy { get; private set; } = null!;

    internal NginxServer? Nginx { get; private set; }

    public async Task InitializeAsync()
    {
        Proxy = await RunningProxy.Start(null, $"""
            @site upstream = "{Backend.Url}"
            [log]
            access = "off"
            level = "info"
            [listener.http2]
            address = "127.0.0.1:{Http2Port}"
            http = ["2"]
            """);
        _linesOfStart = Proxy.Log.Lines.Count;
        if (NginxTheoryAttribute.Reason is null)
            Nginx = await StartNginx();
    }

    public async Task DisposeAsync()
    {
        if (Nginx is not null)
            await Nginx.DisposeAsync();
        await Proxy.DisposeAsync();
        await Backend.DisposeAsync();
    }

    private Task<NginxServer> StartNginx() => NginxServer.Start(
        NginxPort,
        $$"""
        server {
            listen 127.0.0.1:{{NginxPort}};
            location / {
                proxy_pass {{Backend.Url}};
                proxy_request_buffering on;
                proxy_set_header Connection "";
                proxy_set_header Host $http_host;
            }
        }
        """);
}
