using ScriptProxy.Configuration.Settings;
using ScriptProxy.Server.Generations;
using ScriptProxy.Server.Loading;

namespace ScriptProxy.Server;

/// <summary>Tells what a generation consists of.</summary>
internal static class GenerationSummaries
{
    public static GenerationSummary Of(
        Generation generation, IReadOnlyList<ListenerSettings> listeners, LoadedFiles files, TimeSpan elapsed) =>
        new(
            generation.Number,
            [.. listeners.Select(listener => (listener.Name, UrlOf(listener)))],
            [.. files.Settings.Sites.Select(site => (site.Name, site.HostNames, site.Script?.Value))],
            files.Plugins.Offers.Names,
            files.Settings.Global.Watch,
            elapsed);

    private static string UrlOf(ListenerSettings listener)
    {
        var scheme = listener.Tls ? "https" : "http";
        return listener.Address.Value switch
        {
            ListenAddress.AnyIp any => $"{scheme}://*:{any.Port}",
            ListenAddress.Ip ip => $"{scheme}://{ip}",
            var other => other.ToString()!,
        };
    }
}
