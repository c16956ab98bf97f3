using System.Text;

namespace ScriptProxy.Forwarding.Tests.Shapes;

/// <summary>Asks for a shape with HttpClient and says in one text what came of it.</summary>
internal sealed class ShapeClient : IDisposable
{
    /// <summary>Whatever went wrong.</summary>
    public const string Failed = "failed";

    // Framing and hop-by-hop are each connection's own; the others are added on the way.
    private static readonly string[] Left =
        ["Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Date", "Upgrade", "Trailer"];

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
    });

    public async Task<string> Ask(string url, AnswerShape shape)
    {
        using var message = new HttpRequestMessage(new HttpMethod(shape.Method), url);
        try
        {
            using var answer = await _client.SendAsync(message);
            var body = Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync());
            var headers = answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
                .Where(header => !Left.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                .SelectMany(header => header.Value.Select(value => $"{header.Key.ToUpperInvariant()}={value}"))
                .Order(StringComparer.Ordinal);
            return $"{(int)answer.StatusCode} {string.Join('|', headers)} {body}";
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Failed;
        }
    }

    public void Dispose() => _client.Dispose();
}
