using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Forwarding;

/// <summary>
/// Decides what is forwarded; asked in the course of each exchange. One for all of them: what belongs to one is given to
/// <see cref="ServerForwarder.Forward"/>, and handed over with each question.
/// </summary>
public interface IForwardRules
{
    /// <summary>Writes the line and all headers of the request. What it throws ends the exchange.</summary>
    /// <returns>How the body is framed, in accordance with the headers.</returns>
    RequestBody Write(HttpContext http, object? request, RequestWriter head);

    /// <summary>What ends a chunked body of the request, trailers included; asked when the body has been read. Empty for no trailers.</summary>
    ReadOnlyMemory<byte> LastChunk(HttpContext http);

    /// <summary>
    /// Puts status and headers into the client's response. Called once, before anything of the answer is passed on; what it throws
    /// ends the exchange.
    /// </summary>
    /// <returns>False to throw the answer away.</returns>
    bool Take(HttpContext http, object? request, AnswerHead answer);

    /// <summary>Puts the trailers of the answer into the client's response.</summary>
    void TakeTrailers(HttpContext http, FieldList trailers);
}
