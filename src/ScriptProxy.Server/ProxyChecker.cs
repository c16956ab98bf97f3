using ScriptProxy.Diagnostics;
using ScriptProxy.Observability;
using ScriptProxy.Server.Listeners;
using ScriptProxy.Server.Loading;
using ScriptProxy.Server.Sharing;

namespace ScriptProxy.Server;

/// <summary>Reads the files as a start would, compiles and loads everything, and serves nothing.</summary>
public sealed class ProxyChecker(ConsoleLogs logs)
{
    /// <summary>All problems, sorted by place.</summary>
    /// <param name="file">The main TOML file.</param>
    /// <param name="probe">Also connects to every server of every upstream.</param>
    /// <param name="stop">Ends the probing.</param>
    public async Task<IReadOnlyList<Diagnostic>> CheckAsync(string file, bool probe, CancellationToken stop)
    {
        using var client = new HttpClient();
        using var loader = new FilesLoader(logs.Factory, new SharedState(), client, new IoThreads(ownsProcess: false), TimeProvider.System);
        await using var files = loader.Load(Path.GetFullPath(file));
        if (!probe)
            return files.Diagnostics;
        var unreachable = await ServerProbe.Probe(files.Settings, stop);
        return [.. files.Diagnostics.Concat(unreachable).OrderBy(problem => problem.Place)];
    }
}
