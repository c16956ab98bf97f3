using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace ScriptProxy.Proxy.Compression;

/// <summary>
/// What a client's Accept-Encoding says of the codings that are served (RFC 9110 §12.5.3): weights from 0 to 1.
/// </summary>
internal readonly record struct AcceptedCodings(double Brotli, double Gzip)
{
    public static AcceptedCodings Of(StringValues acceptEncoding)
    {
        double? brotli = null, gzip = null, any = null;
        foreach (var line in acceptEncoding)
        {
            var text = line.AsSpan();
            foreach (var range in text.Split(','))
            {
                var (isBrotli, isGzip, isAny, weight) = Read(text[range]);
                if (isBrotli)
                    brotli = weight;
                else if (isGzip)
                    gzip = weight;
                else if (isAny)
                    any = weight;
            }
        }

        return new AcceptedCodings(brotli ?? any ?? 0, gzip ?? any ?? 0);
    }

    /// <summary>The one that the client likes best of those that are there; brotli when it likes both alike.</summary>
    public ContentCoding Best(bool hasBrotli, bool hasGzip)
    {
        var brotli = hasBrotli ? Brotli : 0;
        var gzip = hasGzip ? Gzip : 0;
        if (brotli > 0 && brotli >= gzip)
            return ContentCoding.Brotli;
        return gzip > 0 ? ContentCoding.Gzip : ContentCoding.Identity;
    }

    private static (bool IsBrotli, bool IsGzip, bool IsAny, double Weight) Read(ReadOnlySpan<char> entry)
    {
        var parameters = entry.IndexOf(';');
        var name = (parameters < 0 ? entry : entry[..parameters]).Trim();
        return (
            name.Equals("br", StringComparison.OrdinalIgnoreCase),
            name.Equals("gzip", StringComparison.OrdinalIgnoreCase)
                || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase),
            name is "*",
            parameters < 0 ? 1 : Weight(entry[(parameters + 1)..].Trim()));
    }

    // A weight that cannot be read is none: what is sent plain every client understands.
    private static double Weight(ReadOnlySpan<char> parameter) =>
        parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
            ? weight
            : 0;
}
