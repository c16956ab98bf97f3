using System.Globalization;

namespace ScriptProxy.Configuration.Values;

/// <summary>A TCP port, 1 to 65535.</summary>
internal static class Port
{
    public static bool TryParse(ReadOnlySpan<char> digits, out int port) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;
}
