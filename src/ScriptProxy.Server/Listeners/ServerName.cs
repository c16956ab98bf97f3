using System.Globalization;
using System.Net.Security;

namespace ScriptProxy.Server.Listeners;

/// <summary>The name that a ClientHello asks for.</summary>
internal static class ServerName
{
    /// <summary>
    /// As it stands in proxy.toml, punycode and lower case, without a dot at its end, which it must not have (RFC
    /// 6066, section 3) and has at times; empty when there is none. .NET hands it out decoded.
    /// </summary>
    public static string Of(SslClientHelloInfo hello)
    {
        var name = (hello.ServerName ?? "").TrimEnd('.');
        if (Ascii(name))
            return name.ToLowerInvariant();
        try
        {
            return new IdnMapping().GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // No name that a site could have.
            return name;
        }
    }

    private static bool Ascii(string name) => System.Text.Ascii.IsValid(name);
}
