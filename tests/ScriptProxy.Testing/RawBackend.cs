using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScriptProxy.Testing;

/// <summary>
/// A backend without an HTTP library: keeps each request as the bytes that arrived and answers with the bytes it was
/// given, so that nothing between the test and the wire can tidy them up.
/// </summary>
public sealed class RawBackend : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string> _answer;
    private readonly Task _accepting;

    public RawBackend(Func<string, string>? answer = null)
    {
        _answer = answer ?? (_ => Ok("ok"));
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(Accept);
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>Head and body of each request, Latin-1, in the order of arrival.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>How many connections were accepted.</summary>
    public int Connections { get; private set; }

    public string LastRequest => Requests.Last();

    /// <summary>The request line of the last request.</summary>
    public string LastLine => LastRequest.Split("\r\n", 2)[0];

    public static string Ok(string body, string headers = "") =>
        $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>The value of a header of the last request; null when it is not there.</summary>
    public string? LastHeader(string name) => LastHeaders(name) is [var first, ..] ? first : null;

    public IReadOnlyList<string> LastHeaders(string name) =>
    [
        .. LastRequest.Split("\r\n\r\n", 2)[0].Split("\r\n").Skip(1)
            .Select(line => line.Split(':', 2))
            .Where(parts => parts[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(parts => parts[1].Trim()),
    ];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task Accept()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                _ = Serve(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            while (await RawMessages.Read(stream, _stop.Token) is { } request)
            {
                Requests.Enqueue(request);
                await stream.WriteAsync(Encoding.Latin1.GetBytes(_answer(request)), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
        {
            // The other side is gone, which ends the conversation like a close does.
        }
    }
}
