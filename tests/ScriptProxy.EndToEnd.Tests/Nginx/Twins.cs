namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>
/// nginx and ScriptProxy with configurations that are to mean the same, each before backends of the same kind.
/// </summary>
internal sealed class Twins : IAsyncDisposable
{
    private readonly ProxySide _nginx;
    private readonly ProxySide _scriptProxy;

    private Twins(ProxySide nginx, ProxySide scriptProxy)
    {
        _nginx = nginx;
        _scriptProxy = scriptProxy;
    }

    public static async Task<Twins> Start(Section section)
    {
        var nginx = new ProxySide();
        await nginx.Serve(async () => await NginxServer.Start(nginx.Port, nginx.Fill(section.Nginx)));
        var ours = new ProxySide();
        await ours.Serve(
            async () => await ServedFiles.Start(ours.Fill(section.Toml), ours.Fill(section.Script), ours.Port));
        return new Twins(nginx, ours);
    }

    /// <summary>
    /// Holds the conversation with both and says how they differ: nginx's lines behind a minus, ours behind a plus.
    /// </summary>
    public async Task<IReadOnlyList<string>> Differences(NginxCase what)
    {
        var expected = await _nginx.Observe(what);
        var observed = await _scriptProxy.Observe(what);
        return
        [
            .. Missing(expected, observed).Select(line => $"-{line}"),
            .. Missing(observed, expected).Select(line => $"+{line}"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _nginx.DisposeAsync();
        await _scriptProxy.DisposeAsync();
    }

    // As bags: the same line twice is not the same as once.
    private static List<string> Missing(IReadOnlyList<string> lines, IReadOnlyList<string> from)
    {
        var rest = from.ToList();
        return [.. lines.Where(line => !rest.Remove(line))];
    }
}
