using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Observability;
using ScriptProxy.Proxy;
using ScriptProxy.Proxy.Explaining;
using ScriptProxy.Proxy.Sites;
using ScriptProxy.Server.Explaining;
using ScriptProxy.Server.Listeners;
using ScriptProxy.Server.Loading;
using ScriptProxy.Server.Sharing;

namespace ScriptProxy.Server;

/// <summary>Tells what the proxy would do with a request. Loads the files as a start would, binds nothing and sends nothing.</summary>
public sealed class ProxyExplainer(ConsoleLogs logs)
{
    /// <summary>Loads the files and follows the request.</summary>
    /// <param name="file">The main TOML file.</param>
    /// <param name="request">The request.</param>
    public async Task<ExplainReport> ExplainAsync(string file, ExplainRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var client = new HttpClient();
        using var loader = new FilesLoader(logs.Factory, new SharedState(), client, new IoThreads(ownsProcess: false), TimeProvider.System);
        await using var files = loader.Load(Path.GetFullPath(file));
        if (files.HasErrors)
            return new ExplainReport(files.Diagnostics, null, null);
        var (listener, note) = ListenerChoice.Of(request.Url, files.Settings.Listeners);
        if (listener is null)
            return new ExplainReport(files.Diagnostics, null, NotListening(note!));

        var shown = new ExplainedListener(
            listener.Name, listener.Address.Value.ToString()!, listener.Tls, listener.Address.Place, note)
        {
            Certificate = ExplainedCertificates.Of(files, listener, request.Url),
        };
        try
        {
            return new ExplainReport(files.Diagnostics, shown, await Explain(files, listener, request));
        }
        catch (RoutePatternException exception)
        {
            var refused = ServerProblems.RoutesRefused(new SourcePlace(files.Settings.Files[0]), exception.Message);
            return new ExplainReport([.. files.Diagnostics, refused], null, null);
        }
    }

    private static async Task<Explanation> Explain(LoadedFiles files, ListenerSettings listener, ExplainRequest request)
    {
        using var meter = new Meter("ScriptProxy.Explain");
        using var library = new ProxyLibrary(NullLoggerFactory.Instance, meter, TimeProvider.System);
        await using var proxy = await library.Rehearse(new ProxyDefinition
        {
            Settings = files.Settings,
            Scripts = files.Scripts.ToDictionary(script => script.Key, script => script.Value.Definition!),
            Plugins = files.Plugins.Offers,
            Echoes = EchoNames(files.Settings).ToDictionary(name => name, _ => new IPEndPoint(IPAddress.Loopback, 1)),
        });
        return await RehearsalServer.Explain(proxy, listener, request);
    }

    // Nothing is sent to an echo backend, so none is started: an address stands for each.
    private static IEnumerable<string> EchoNames(ProxySettings settings) => settings.Upstreams
        .SelectMany(upstream => upstream.Servers)
        .Select(server => server.Address)
        .OfType<ServerAddress.Echo>()
        .Select(echo => echo.Name)
        .Distinct();

    private static Explanation NotListening(string note) => new()
    {
        Decision = Decision.NoListener,
        Summary = $"the connection is refused: {note}",
    };
}
