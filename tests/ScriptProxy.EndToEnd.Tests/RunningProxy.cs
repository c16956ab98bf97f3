using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Observability;
using ScriptProxy.Proxy.Upstreams;
using ScriptProxy.Server;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

/// <summary>A real proxy in this process, on a port and in a folder of its own.</summary>
internal sealed class RunningProxy : IAsyncDisposable
{
    private readonly ConsoleLogs _logs = new(LogLevelSetting.Error);

    private RunningProxy(TemporaryFolder folder, int port, INameResolver? names = null)
    {
        Folder = folder;
        Port = port;
        _logs.Factory.AddProvider(Log);
        Host = new ProxyHost(folder.At("proxy.toml"), _logs, null, names);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = new Uri($"http://localhost:{port}"),
        };
    }

    public TemporaryFolder Folder { get; }

    public int Port { get; }

    public ProxyHost Host { get; }

    public HttpClient Client { get; }

    /// <summary>What was logged, from the level of <c>[log]</c> up.</summary>
    public RecordedLog Log { get; } = new();

    /// <summary>Serves a site with this script and these further tables, reloading only when told to.</summary>
    /// <param name="script">The site's script; null for none.</param>
    /// <param name="toml">Further tables, and with <c>@site</c> lines for the site's own.</param>
    /// <param name="watch">Whether saved files reload by themselves.</param>
    /// <param name="files">Further files, by relative path.</param>
    public static async Task<RunningProxy> Start(
        string? script, string toml = "", bool watch = false, params (string Path, string Text)[] files)
    {
        var proxy = new RunningProxy(new TemporaryFolder(), FreePort.Next());
        proxy.WriteToml(toml, script is not null, watch);
        if (script is not null)
            proxy.Folder.Write("site.csx", script);
        foreach (var (path, text) in files)
            proxy.Folder.Write(path, text);
        var report = await proxy.Host.StartAsync(CancellationToken.None);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics));
        return proxy;
    }

    /// <summary>Serves a site without a script whose servers' names are looked up here.</summary>
    public static async Task<RunningProxy> StartWithNames(INameResolver names, string toml)
    {
        var proxy = new RunningProxy(new TemporaryFolder(), FreePort.Next(), names);
        proxy.WriteToml(toml, hasScript: false);
        var report = await proxy.Host.StartAsync(CancellationToken.None);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics));
        return proxy;
    }

    public void WriteToml(string toml, bool hasScript = true, bool watch = false)
    {
        var lines = toml.Split('\n').ToLookup(line => line.StartsWith("@site ", StringComparison.Ordinal));
        var ofSite = lines[true];
        var tables = string.Join('\n', lines[false]);
        Folder.Write("proxy.toml", TestToml.Of($"""
            {(tables.Contains("[proxy]", StringComparison.Ordinal) ? "" : $"[proxy]\nwatch = {(watch ? "true" : "false")}")}
            {(tables.Contains("[log]", StringComparison.Ordinal) ? "" : "[log]\naccess = \"off\"\nlevel = \"error\"")}
            [listener.http]
            address = "127.0.0.1:{Port}"
            [site.test]
            {(hasScript ? "script = \"site.csx\"" : "")}
            {string.Join('\n', ofSite.Select(line => line["@site ".Length..]))}
            {tables}
            """));
    }

    /// <summary>Saves another script the way editors do, by a rename.</summary>
    public void Save(string script, string path = "site.csx")
    {
        var target = Folder.At(path);
        File.WriteAllText(target + ".tmp", script);
        File.Move(target + ".tmp", target, overwrite: true);
    }

    public async Task<IReadOnlyList<Diagnostic>> Reload() => (await Host.ReloadAsync()).Diagnostics;

    public Task<string> GetText(string path) => Client.GetStringAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, path, headers);

    public async Task<HttpResponseMessage> Send(
        HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        _logs.Dispose();
        Log.Dispose();
        Folder.Dispose();
    }
}
