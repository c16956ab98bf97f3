using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.Forwarding.Tests.Shapes;

/// <summary>Answers <c>/7</c> with the seventh shape, in as many pieces as its number says, and closes the connection.</summary>
internal sealed class ShapeServer : IAsyncDisposable
{
    private readonly IReadOnlyList<AnswerShape> _shapes;
    private readonly SocketBackend _backend;

    public ShapeServer(IReadOnlyList<AnswerShape> shapes)
    {
        _shapes = shapes;
        _backend = new SocketBackend(Answer);
    }

    public int Port => _backend.Port;

    public string Url => _backend.Url;

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    private async Task Answer(Stream client, CancellationToken stop)
    {
        var request = await RawMessages.Read(client, hasBody: false, stop);
        if (request is null)
            return;
        var number = int.Parse(request.Split(' ', '/')[2], CultureInfo.InvariantCulture);
        var bytes = Encoding.Latin1.GetBytes(_shapes[number].Bytes);
        var size = (bytes.Length / ((number % 4) + 1)) + 1;
        foreach (var piece in bytes.Chunk(size))
        {
            await client.WriteAsync(piece, stop);
            await Task.Yield();
        }

        // Closing with bytes unread would be a reset, which may overtake the answer.
        ((NetworkStream)client).Socket.Shutdown(SocketShutdown.Send);
        while (await client.ReadAsync(new byte[1024], stop) > 0)
        {
            // Until the other side has read it, too.
        }
    }
}
