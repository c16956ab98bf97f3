using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ScriptProxy.Testing.Pebble;

/// <summary>Answers HTTP-01 on one port and TLS-ALPN-01 on another, as the proxy's listeners do.</summary>
public sealed class ChallengeServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _http;
    private readonly TcpListener _tls;
    private readonly Task _serving;

    private readonly Func<string, string?> _answer;
    private readonly Func<string, X509Certificate2?> _certificate;

    /// <param name="httpPort">Where it answers HTTP.</param>
    /// <param name="tlsPort">Where it speaks TLS.</param>
    /// <param name="answer">The answer to a path; null for 404.</param>
    /// <param name="certificate">The certificate for a name; null to refuse it.</param>
    public ChallengeServer(
        int httpPort, int tlsPort, Func<string, string?> answer, Func<string, X509Certificate2?> certificate)
    {
        (_answer, _certificate) = (answer, certificate);
        _http = Listen(httpPort);
        _tls = Listen(tlsPort);
        _serving = Task.WhenAll(Accept(_http, AnswerHttp), Accept(_tls, AnswerTls));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _http.Dispose();
        _tls.Dispose();
        _stop.Dispose();
    }

    private async Task Accept(TcpListener listener, Func<NetworkStream, Task> answer)
    {
        while (true)
        {
            try
            {
                _ = Serve(await listener.AcceptTcpClientAsync(_stop.Token), answer);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task Serve(TcpClient client, Func<NetworkStream, Task> answer)
    {
        using (client)
        {
            try
            {
                await answer(client.GetStream());
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or AuthenticationException)
            {
                // The CA had what it wanted, or did not like it and says so.
            }
        }
    }

    private async Task AnswerHttp(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var path = (await reader.ReadLineAsync(_stop.Token) ?? "").Split(' ').ElementAtOrDefault(1);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
        {
        }

        var answer = _answer(path ?? "") is { } text
            ? $"HTTP/1.1 200 OK\r\nContent-Length: {text.Length}\r\n\r\n{text}"
            : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
    }

    private async Task AnswerTls(NetworkStream stream)
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync((_, hello, _, _) => new(OptionsFor(hello.ServerName)), null, _stop.Token);
    }

    private SslServerAuthenticationOptions OptionsFor(string name) => _certificate(name) is { } certificate
        ? new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ApplicationProtocols = [new SslApplicationProtocol("acme-tls/1")],
        }
        : throw new AuthenticationException($"no proof for {name}");

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }
}
