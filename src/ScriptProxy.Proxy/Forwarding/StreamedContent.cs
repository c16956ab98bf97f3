using System.Net;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// An answer of unknown length. Its head goes to the client when its body is not there yet: YARP would hold it back until then,
/// and whoever opens a stream of events or messages would not know that it is open.
/// </summary>
internal sealed class StreamedContent(HttpContent answer, HttpResponse client) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new StreamedAnswer(await answer.ReadAsStreamAsync(cancellationToken), client);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        answer.CopyToAsync(stream, context);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            answer.Dispose();
        base.Dispose(disposing);
    }
}
