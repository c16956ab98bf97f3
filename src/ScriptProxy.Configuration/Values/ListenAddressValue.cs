using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Configuration.Values;

/// <summary>
/// Where to listen: <c>":80"</c>, <c>"127.0.0.1:80"</c>, <c>"[::]:80"</c>, <c>"unix:/run/proxy.sock"</c>.
/// </summary>
internal static class ListenAddressValue
{
    private const string Forms = "write \":80\", \"127.0.0.1:80\", \"[::1]:80\" or \"unix:/run/proxy.sock\"";
    private const string Ports = "the port must be from 1 to 65535";

    public static bool Read(ValueSource source, [MaybeNullWhen(false)] out ListenAddress value)
    {
        value = null;
        if (source.Node is TomlIntegerNode { Number: var number })
            return source.Refuse(
                SettingsDiagnostics.ListenAddress(source.Node.Place, $"{number}", $"did you mean \":{number}\"?"));
        if (!TextValue.Read(source, out var text))
            return false;
        value = text.StartsWith("unix:", StringComparison.Ordinal)
            ? Unix(source, text)
            : Ip(source, text);
        return value is not null;
    }

    public static bool ReadOrOff(ValueSource source, out ListenAddress? value)
    {
        value = null;
        return source.IsOff || Read(source, out value);
    }

    private static ListenAddress.Unix? Unix(ValueSource source, string text)
    {
        if (SocketPath.TryRead(text, source.Folder, out var path, out var problem))
            return new ListenAddress.Unix(path);
        source.Refuse(SettingsDiagnostics.ListenAddress(source.Node.Place, text, problem));
        return null;
    }

    private static ListenAddress? Ip(ValueSource source, string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? text : text[..colon];
        var number = colon < 0 ? "" : text[(colon + 1)..];
        if (number.Length == 0 || !number.All(char.IsAsciiDigit))
            return Refuse(source, text, NoPortHint(text));
        if (!Port.TryParse(number, out var port))
            return Refuse(source, text, Ports);
        if (host.Length == 0)
            return new ListenAddress.AnyIp(port);
        if (host == "*")
            return Refuse(source, text, $"for every address write \":{port}\"");
        if (Address(host) is { } address)
            return new ListenAddress.Ip(address, port);
        return Refuse(
            source, text, host == "localhost" ? $"write \"127.0.0.1:{port}\"" : $"names are not looked up, {Forms}");
    }

    private static string NoPortHint(string text) =>
        text.All(char.IsAsciiDigit) ? $"did you mean \":{text}\"?" : $"a port is missing; {Forms}";

    // IPAddress.Parse also takes "1" and "0x7f.1", which nobody means.
    private static IPAddress? Address(string host)
    {
        var bracketed = host.StartsWith('[') && host.EndsWith(']');
        if (!IPAddress.TryParse(bracketed ? host[1..^1] : host, out var address))
            return null;
        if (bracketed)
            return address.AddressFamily == AddressFamily.InterNetworkV6 ? address : null;
        return address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == host ? address : null;
    }

    private static ListenAddress? Refuse(ValueSource source, string text, string hint)
    {
        source.Refuse(SettingsDiagnostics.ListenAddress(source.Node.Place, text, hint));
        return null;
    }
}
