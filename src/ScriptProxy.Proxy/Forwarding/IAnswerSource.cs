using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>The head of an upstream's answer, however it was received.</summary>
internal interface IAnswerSource
{
    int Status { get; }

    /// <summary>Whether it came over HTTP/2, which has trailers behind a body of known length.</summary>
    bool IsHttp2 { get; }

    /// <summary>Puts its headers into the client's response by <see cref="ResponseHead"/>.</summary>
    void WriteHeaders(IHeaderDictionary to);
}
