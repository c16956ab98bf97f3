using System.Net;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>
/// The body of a request that has none and must not be sent twice: HttpClient by itself sends a request without a body again,
/// whatever its method, when a kept connection turns out to be closed.
/// </summary>
internal sealed class NoBody : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
