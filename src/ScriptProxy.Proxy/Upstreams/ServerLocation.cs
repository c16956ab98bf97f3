using System.Net;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>Where a server is, and the host under which HttpClient knows it.</summary>
/// <param name="Host">Made up, so that it is <see cref="ServerConnector"/> that connects; unique in this process.</param>
/// <param name="Address">What proxy.toml says.</param>
/// <param name="Echo">Where the echo backend listens, for an <c>echo:</c> server.</param>
internal sealed record ServerLocation(string Host, ServerAddress Address, IPEndPoint? Echo)
{
    private const string Plain = "http";

    /// <summary>What HttpClient is told it is reached by; see <see cref="SchemeOf"/>.</summary>
    public string Scheme { get; init; } = Plain;

    public static ServerLocation Of(
        long number, ServerAddress address, UpstreamHttp http, IReadOnlyDictionary<string, IPEndPoint> echoes) =>
        // RFC 6761 keeps .invalid from ever being a real name.
        new($"{number}.server.invalid", address, address is ServerAddress.Echo echo ? echoes[echo.Name] : null)
        {
            Scheme = SchemeOf(address, http),
        };

    /// <summary>
    /// HTTP/2 names the scheme to the server, which may compare it with how it was reached (RFC 9113 §8.3.1): there TLS has to be
    /// told. Elsewhere it is not, because HttpClient then keeps the connections of each Host apart.
    /// </summary>
    public static string SchemeOf(ServerAddress address, UpstreamHttp http) =>
        address is ServerAddress.Tcp { Tls: true } && http == UpstreamHttp.Http2 ? "https" : Plain;
}
