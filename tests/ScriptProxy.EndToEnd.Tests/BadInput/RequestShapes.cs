using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>One proxy, its backend, and where nginx is installed an nginx before the same backend, for all rows.</summary>
public sealed class RequestShapes : IAsyncLifetime
{
    private int _linesOfStart;

    public RawBackend Backend { get; } = new();

    public int Http2Port { get; } = FreePort.Next();

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
        if (NginxServer.Missing is null)
            Nginx = await NginxServer.Start(Backend.Url);
    }

    public async Task DisposeAsync()
    {
        if (Nginx is not null)
            await Nginx.DisposeAsync();
        await Proxy.DisposeAsync();
        await Backend.DisposeAsync();
    }
}
