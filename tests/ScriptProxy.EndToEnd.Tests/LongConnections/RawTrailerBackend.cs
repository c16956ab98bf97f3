using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.LongConnections;

/// <summary>Keeps all that a request consists of, up to the empty line after its last chunk.</summary>
internal sealed class RawTrailerBackend : IAsyncDisposable
{
    private readonly StringBuilder _received = new();
    private readonly SocketBackend _backend;

    public RawTrailerBackend() => _backend = new SocketBackend(Answer);

    public string Url => _backend.Url;

    public string Received => _received.ToString();

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    private async Task Answer(Stream stream, CancellationToken stop)
    {
        var buffer = new byte[4096];
        while (!IsWhole())
        {
            var count = await stream.ReadAsync(buffer, stop);
            if (count == 0)
                return;
            _received.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes(RawBackend.Ok("ok")), stop);
    }

    private bool IsWhole()
    {
        var text = Received;
        return text.Contains("\r\n0\r\n", StringComparison.Ordinal)
            && text.EndsWith("\r\n\r\n", StringComparison.Ordinal);
    }
}
