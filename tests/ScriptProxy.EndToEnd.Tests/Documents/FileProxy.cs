using System.Globalization;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability;
using ScriptProxy.Server;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Documents;

/// <summary>A proxy in this process that serves files as a document shows them, but on a port of its own.</summary>
internal sealed class FileProxy : IAsyncDisposable
{
    private readonly ConsoleLogs _logs = new(LogLevelSetting.Error);
    private readonly ProxyHost _host;

    private FileProxy(TemporaryFolder folder, int port)
    {
        Folder = folder;
        _host = new ProxyHost(folder.At("proxy.toml"), _logs);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        };
    }

    public TemporaryFolder Folder { get; }

    public HttpClient Client { get; }

    /// <summary>
    /// Serves a proxy.toml that listens on 127.0.0.1 on the given port, with other files by relative path.
    /// </summary>
    public static async Task<FileProxy> Start(string toml, int port, params (string Path, string Text)[] files)
    {
        var free = FreePort.Next();
        var proxy = new FileProxy(new TemporaryFolder(), free);
        var address = $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        Assert.Contains(address, toml);
        proxy.Folder.Write(
            "proxy.toml", TestToml.Of(toml.Replace(address, $"127.0.0.1:{free}", StringComparison.Ordinal)));
        foreach (var (path, text) in files)
            proxy.Folder.Write(path, text);
        var report = await proxy._host.StartAsync(CancellationToken.None);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics));
        Assert.Empty(report.Diagnostics);
        return proxy;
    }

    public async Task<(int Status, string Text)> Get(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
        _logs.Dispose();
        Folder.Dispose();
    }
}
