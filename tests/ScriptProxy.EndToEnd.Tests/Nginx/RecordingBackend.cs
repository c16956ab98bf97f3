using System.Net;
using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>
/// A backend over raw sockets that writes down each request as it arrived, and answers what it is told to.
/// </summary>
internal sealed class RecordingBackend : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _name;
    private readonly Recording _recording;
    private readonly Task _accepting;

    public RecordingBackend(string name, Recording recording)
    {
        _name = name;
        _recording = recording;
        _listener.Start();
        _accepting = Accept();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

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
                _ = Serve(await _listener.AcceptTcpClientAsync(_stop.Token));
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
                _recording.Add(_name, request);
                var answer = _recording.Answer;
                await stream.WriteAsync(Encoding.Latin1.GetBytes(answer.Bytes), _stop.Token);
                if (answer.ThenCloses)
                    return;
                if (answer.Bytes.Length == 0)
                    await Task.Delay(Timeout.Infinite, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
        {
            // The proxy is gone, which ends the conversation like a close does.
        }
    }
}
