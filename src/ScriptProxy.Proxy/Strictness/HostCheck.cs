using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Strictness;

/// <summary>
/// Checks a Host that is passed on as it was written (RFC 9110 §7.2): what one reader takes for a host and another does not is not
/// what sites were told apart by.
/// </summary>
internal static class HostCheck
{
    private const int LargestPort = 65535;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    /// <summary>The host itself.</summary>
    /// <exception cref="BadHttpRequestException">It is none.</exception>
    public static string Sound(string host) =>
        !host.AsSpan().ContainsAnyExcept(Plain) || IsSound(host)
            ? host
            : throw new BadHttpRequestException("The host is none.", StatusCodes.Status400BadRequest);

    private static bool IsSound(ReadOnlySpan<char> host)
    {
        if (host[0] != '[')
        {
            var colon = host.IndexOf(':');
            return colon < 0 ? IsName(host) : IsName(host[..colon]) && IsPort(host[(colon + 1)..]);
        }

        // Kestrel has seen to it that an address stands between brackets.
        var end = host.IndexOf(']');
        return end == host.Length - 1 || (host[end + 1] == ':' && IsPort(host[(end + 2)..]));
    }

    // The last label may be empty: a name that is complete may end with a dot.
    private static bool IsName(ReadOnlySpan<char> name) =>
        name.Length > 0 && name[0] != '.' && name.IndexOf("..", StringComparison.Ordinal) < 0;

    private static bool IsPort(ReadOnlySpan<char> port) =>
        port.IsEmpty || (int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= LargestPort);
}
