using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScriptProxy.EndToEnd.Tests.Acme;

/// <summary>
/// Stands where the CA looks for proofs, before the proxy: lets nothing through until it is opened, and counts the
/// proofs that are being asked for at once. As an order has one name, they are orders in flight.
/// </summary>
internal sealed class ValidationGate : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly int _proxyPort;
    private readonly ConcurrentDictionary<string, int> _asked = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;
    private readonly Lock _counting = new();
    private int _most;

    public ValidationGate(int port, int proxyPort)
    {
        _proxyPort = proxyPort;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = Task.Run(Accept);
    }

    /// <summary>How many proofs were asked for so far.</summary>
    public int Asked => _asked.Count;

    /// <summary>How many were being asked for at once, at most.</summary>
    public int Most => Volatile.Read(ref _most);

    public void Open() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Open();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Accept()
    {
        while (true)
            _ = Serve(await _listener.AcceptTcpClientAsync());
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            var head = new byte[4096];
            var length = await client.GetStream().ReadAsync(head);
            var path = Encoding.ASCII.GetString(head, 0, length).Split(' ')[1];
            Count(path, 1);
            try
            {
                await _open.Task;
                using var proxy = new TcpClient();
                await proxy.ConnectAsync(IPAddress.Loopback, _proxyPort);
                await proxy.GetStream().WriteAsync(head.AsMemory(0, length));
                length = await proxy.GetStream().ReadAsync(head);
                Count(path, -1);
                await client.GetStream().WriteAsync(head.AsMemory(0, length));
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                // The CA has lost its patience.
                Count(path, -1);
            }
        }
    }

    // The same proof may be asked for by several connections at once.
    private void Count(string path, int change)
    {
        lock (_counting)
        {
            _asked.AddOrUpdate(path, change, (_, now) => now + change);
            _most = Math.Max(_most, _asked.Values.Count(now => now > 0));
        }
    }
}
