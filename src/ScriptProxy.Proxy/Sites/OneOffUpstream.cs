using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Sites;

/// <summary>
/// The upstream that stands for a url in a script's <c>To("http://…")</c>: one server, all else by default.
/// </summary>
internal static class OneOffUpstream
{
    public static string NameOf(Uri url) => url.GetLeftPart(UriPartial.Authority);

    public static UpstreamSettings Of(Uri url, SourcePlace place) => new()
    {
        Name = NameOf(url),
        Place = place,
        Servers =
        [
            new ServerSettings
            {
                Place = place,
                Name = url.Authority,
                Address = new ServerAddress.Tcp(url.Host.Trim('[', ']'), url.Port, url.Scheme == Uri.UriSchemeHttps),
            },
        ],
    };
}
