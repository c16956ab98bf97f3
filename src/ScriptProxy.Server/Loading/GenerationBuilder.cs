using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;
using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy;
using ScriptProxy.Proxy.Sites;
using ScriptProxy.Scripting.Definitions;
using ScriptProxy.Server.Echo;
using ScriptProxy.Server.Generations;
using ScriptProxy.Server.OnDemand;
using ScriptProxy.Tls;
using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Server.Loading;

/// <summary>The second half of a reload: what the files say → a generation that could serve.</summary>
internal sealed class GenerationBuilder(
    ProxyLibrary proxy, TlsLibrary tls, EchoServers echoes, ILoggerFactory logs, TimeProvider time)
{
    /// <summary>Builds it; it owns what was loaded from then on.</summary>
    public async Task<(Generation? Generation, IReadOnlyList<Diagnostic> Diagnostics)> Build(
        int number, LoadedFiles files, CancellationToken stop)
    {
        var (certificates, problems) = await tls.Build(files.Settings, files.Certificates, stop);
        if (certificates is null)
            return (null, problems);

        // Not caught: a port for an echo backend is always to be had, and if not, that is no mistake of the author.
        var endPoints = await echoes.For(files.Settings);
        var definitions = files.Scripts.ToDictionary(script => script.Key, script => script.Value.Definition!);
        ProxyGraph graph;
        try
        {
            graph = await proxy.Build(new ProxyDefinition
            {
                Settings = files.Settings,
                Scripts = definitions,
                Plugins = files.Plugins.Offers,
                Echoes = endPoints,
            });
        }
        catch (RoutePatternException exception)
        {
            // The matcher of ASP.NET Core has the last word on patterns that each are valid alone.
            return (null, [.. problems, ServerProblems.RoutesRefused(new SourcePlace(files.Settings.Files[0]), exception.Message)]);
        }

        var jobs = new JobRunner(JobsOf(definitions), logs.CreateLogger("jobs"), time);
        var generation = new Generation(number, files.Settings, graph, files.Plugins, [.. files.Scripts.Values], jobs)
        {
            Certificates = certificates,
            Plan = OrderingPlans.Of(files.Settings, files.OnDemand),
            Approvals = ScriptApprovals.Of(definitions, logs.CreateLogger("script"), time),
        };
        return (generation, problems);
    }

    private static List<(string Site, JobDefinition Job)> JobsOf(Dictionary<string, SiteDefinition> sites) =>
        [.. sites.SelectMany(site => site.Value.Jobs.Select(job => (site.Key, job)))];
}
