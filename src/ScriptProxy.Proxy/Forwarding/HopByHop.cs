using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// Headers that end at this hop (RFC 9110 §7.6.1): the fixed ones, and those that the message's own Connection header names.
/// </summary>
internal readonly struct HopByHop
{
    private static readonly FrozenSet<string> Fixed = new[]
    {
        HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.ProxyConnection, HeaderNames.TE, HeaderNames.Trailer,
        HeaderNames.TransferEncoding, HeaderNames.Upgrade, HeaderNames.ProxyAuthenticate, HeaderNames.ProxyAuthorization,
        "HTTP2-Settings",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly string[]? _nominated;

    private HopByHop(string[]? nominated) => _nominated = nominated;

    public static HopByHop Of(IHeaderDictionary headers)
    {
        var connection = headers.Connection;
        if (connection.Count == 0 || (connection.Count == 1 && IsCommon(connection[0])))
            return default;
        return new HopByHop(headers.GetCommaSeparatedValues(HeaderNames.Connection));
    }

    public bool Ends(string name)
    {
        if (Fixed.Contains(name))
            return true;
        if (_nominated is null)
            return false;
        foreach (var nominated in _nominated)
        {
            if (name.Equals(nominated, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsCommon(string? connection) =>
        connection is not null && (connection.Equals("keep-alive", StringComparison.OrdinalIgnoreCase)
            || connection.Equals("close", StringComparison.OrdinalIgnoreCase)
            || connection.Equals("upgrade", StringComparison.OrdinalIgnoreCase));
}
