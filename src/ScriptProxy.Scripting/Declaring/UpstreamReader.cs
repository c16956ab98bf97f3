using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>Reads the text of a <c>To</c>: the name of an upstream, or a url.</summary>
internal static class UpstreamReader
{
    /// <summary>The end; null when it was reported.</summary>
    public static RouteEnd? Read(string text, IReadOnlySet<string> upstreams, SourcePlace place, LoadLedger ledger)
    {
        if (upstreams.Contains(text))
            return new RouteEnd.ToUpstream(text);
        if (text.Contains("://", StringComparison.Ordinal))
            return ReadUrl(text, place, ledger);
        ledger.Report(DeclarationDiagnostics.UnknownUpstream(place, text, Nearest.Of(text, upstreams)));
        return null;
    }

    private static RouteEnd.ToUrl? ReadUrl(string text, SourcePlace place, LoadLedger ledger)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0 || !IsHttp(url))
        {
            ledger.Report(DeclarationDiagnostics.BadUrl(place, text));
            return null;
        }

        if (Extras(url) is { } extras)
            ledger.Report(DeclarationDiagnostics.UrlWithExtras(place, text, extras));
        else if (url.AbsolutePath != "/")
            ledger.Report(DeclarationDiagnostics.UrlWithPath(place, text, url.AbsolutePath.TrimEnd('/')));
        else
            return new RouteEnd.ToUrl(url);
        return null;
    }

    private static bool IsHttp(Uri url) => url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps;

    private static string? Extras(Uri url) =>
        url.UserInfo.Length > 0 ? "user" : url.Query.Length > 0 ? "query" : url.Fragment.Length > 0 ? "fragment" : null;
}
