using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>
/// What happened in a case as lines that can be compared: <c>1></c> the first request that a backend saw, <c>1&lt;</c>
/// the first answer that the client got. What is everywhere different and means the same is left out here, and only
/// here.
/// </summary>
internal static partial class ObservedText
{
    private const int LongBody = 200;

    /// <summary>
    /// A request at a backend: the order of headers with different names means nothing (RFC 9110 §5.3).
    /// </summary>
    public static IEnumerable<string> OfRequest(int number, string backend, string request)
    {
        var message = HttpMessageReader.Read(request, HasBody, ended: true, out _)!;
        var lines = message.Headers
            .Where(header => header.Name != "connection"
                || header.Value.Equals("upgrade", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .Select(LineOf)
            .Prepend($"{backend} {message.FirstLine}");
        return Numbered($"{number}>", message.Body.Length > 0 ? lines.Append(BodyLine(message)) : lines);

        bool HasBody(string line) =>
            request.Contains("\r\nContent-Length:", StringComparison.OrdinalIgnoreCase)
            || request.Contains("\r\nTransfer-Encoding:", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>An answer at the client; null for one that never came.</summary>
    public static IEnumerable<string> OfAnswer(int number, HttpMessage? answer)
    {
        // How much of it still arrives is a matter of timing.
        if (answer is null or { Framing: "cut off" })
            return [$"{number}< broken off"];

        var status = answer.FirstLine.Split(' ', 2).ElementAtOrDefault(1) ?? answer.FirstLine;
        var isOwn = IsOwnPage(answer);
        var lines = answer.Headers
            .Where(header => !IsOfTheProxy(header) && !(isOwn && header.Name is "content-type" or "content-length"))
            .OrderBy(header => header.Name, StringComparer.Ordinal)
            .Select(LineOf)
            .Prepend(isOwn ? $"{status[..3]} in its own words" : status);
        return Numbered($"{number}<", isOwn ? lines : lines.Append(BodyLine(answer)));
    }

    private static string LineOf((string Name, string Value) header) => header.Name switch
    {
        "date" => "date: (some)",
        "connection" => $"connection: {header.Value.ToLowerInvariant()}",
        _ => $"{header.Name}: {header.Value}",
    };

    // nginx names itself where the upstream's Server header would be, and says keep-alive where HTTP/1.1 implies it.
    private static bool IsOfTheProxy((string Name, string Value) header) =>
        (header.Name == "server" && header.Value.StartsWith("nginx", StringComparison.Ordinal))
        || (header.Name == "connection" && header.Value == "keep-alive");

    // nginx's page, our line, or nothing at all, as redirects and Kestrel's refusals have it.
    private static bool IsOwnPage(HttpMessage answer) =>
        answer.Body.Contains("<hr><center>nginx", StringComparison.Ordinal)
        || OwnLine().IsMatch(answer.Body)
        || (IsRefusalOrRedirect(answer) && answer.Header("content-length") == "0");

    private static bool IsRefusalOrRedirect(HttpMessage answer) =>
        answer.FirstLine.StartsWith("HTTP/1.1 3", StringComparison.Ordinal)
        || answer.FirstLine.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)
        || answer.FirstLine.StartsWith("HTTP/1.1 505", StringComparison.Ordinal);

    private static string BodyLine(HttpMessage message) => message.Body.Length <= LongBody
        ? $"body, {message.Framing}: {Shown(message.Body)}"
        : $"body, {message.Framing}: {message.Body.Length} bytes, SHA-256 {Hash(message.Body)}";

    private static string Hash(string body) => Convert.ToHexString(SHA256.HashData(Encoding.Latin1.GetBytes(body)));

    private static IEnumerable<string> Numbered(string number, IEnumerable<string> lines) =>
        lines.Select(line => $"{number} {Shortened(Shown(line))}".TrimEnd());

    private static string Shortened(string line) => line.Length <= LongBody
        ? line
        : $"{line[..60]}… {line.Length} bytes, SHA-256 {Hash(line)[..12]}";

    // Bytes that are no printable ASCII, as the files of cases write them.
    private static string Shown(string text) =>
        Unprintable().Replace(text, match => $"\\x{(int)match.Value[0]:X2}");

    [GeneratedRegex(@"^\d{3} [A-Z][A-Za-z '-]+\n$")]
    private static partial Regex OwnLine();

    [GeneratedRegex(@"[^\x20-\x7E…]")]
    private static partial Regex Unprintable();
}
