using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Streams;

namespace ScriptProxy.Proxy.Limits;

/// <summary>A client's body in chunks: reading more of it than is allowed is the client's mistake, a 413.</summary>
internal sealed class LimitedBody(Stream inner, long most) : ReadOnlyStream
{
    private long _read;

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await inner.ReadAsync(buffer, cancellationToken));

    public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

    private int Counted(int count)
    {
        _read += count;
        return _read <= most
            ? count
            : throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);
    }
}
