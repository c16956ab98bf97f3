using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability;
using ScriptProxy.Server;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>A real ScriptProxy in this process that serves the given tables and script.</summary>
internal sealed class ServedFiles : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConsoleLogs _logs = new(LogLevelSetting.Error);
    private readonly ProxyHost _host;

    private ServedFiles(string toml, string script)
    {
        _folder.Write("site.csx", script);
        _host = new ProxyHost(_folder.Write("proxy.toml", toml), _logs);
    }

    public static async Task<IAsyncDisposable> Start(string toml, string script, int port)
    {
        // Twins run beside each other, and would all want the default port of the admin endpoint.
        const string Proxy = "[proxy]\nadmin = \"off\"\n";
        var proxy = toml.Contains("[proxy]", StringComparison.Ordinal) ? "" : $"{Proxy}watch = false\n";
        toml = toml.Replace("[proxy]\n", Proxy, StringComparison.Ordinal);
        var listener = $"[listener.http]\naddress = \"127.0.0.1:{port}\"\n";
        var served = new ServedFiles($"{proxy}{listener}[log]\naccess = \"off\"\nlevel = \"error\"\n{toml}", script);
        var report = await served._host.StartAsync(CancellationToken.None);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics));
        return served;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _logs.Dispose();
        _folder.Dispose();
    }
}
