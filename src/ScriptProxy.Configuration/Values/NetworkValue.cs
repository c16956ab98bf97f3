using System.Net;

namespace ScriptProxy.Configuration.Values;

/// <summary>A network as <c>10.0.0.0/8</c>, or one address, which stands for the network of just itself.</summary>
internal static class NetworkValue
{
    private const string Forms = "write a network such as \"10.0.0.0/8\" or an address such as \"10.1.2.3\"";

    public static bool Read(ValueSource source, out IPNetwork value)
    {
        value = default;
        if (!TextValue.Read(source, out var text))
            return false;
        return Networks.TryParse(text, out value)
            || source.Refuse(SettingsDiagnostics.Network(source.Node.Place, text, Hint(text)));
    }

    private static string Hint(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !IPAddress.TryParse(text[..slash], out var address)
            || !int.TryParse(text[(slash + 1)..], out var bits))
            return Forms;
        var most = address.GetAddressBytes().Length * 8;
        return bits < 0 || bits > most ? $"the number after the slash must be from 0 to {most}" : Forms;
    }
}
