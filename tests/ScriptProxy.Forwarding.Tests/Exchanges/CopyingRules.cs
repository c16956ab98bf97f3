using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Forwarding.Tests.Exchanges;

/// <summary>Forwards about everything: a stand-in for the floor above.</summary>
internal sealed class CopyingRules : IForwardRules
{
    private static readonly string[] OfThisHop =
        [HeaderNames.Connection, HeaderNames.TransferEncoding, HeaderNames.KeepAlive, HeaderNames.Upgrade, HeaderNames.Host];

    /// <summary>What ends chunked uploads.</summary>
    public string LastChunk { get; init; } = "";

    /// <summary>Whether an answer is passed on.</summary>
    public Func<AnswerHead, bool> PassesOn { get; init; } = static _ => true;

    public RequestBody Write(HttpContext http, object? state, RequestWriter head)
    {
        var request = http.Request;
        head.Line(request.Method, request.Path + request.QueryString);
        head.Field(HeaderNames.Host, request.Host.Value);
        var upgrade = request.Headers.Upgrade.Count > 0;
        if (upgrade)
        {
            head.Field(HeaderNames.Connection, "Upgrade");
            head.Field(HeaderNames.Upgrade, request.Headers.Upgrade);
        }

        foreach (var (name, values) in request.Headers)
        {
            if (!Array.Exists(OfThisHop, name.Equals))
                head.Field(name, values);
        }

        if (request.Headers.TransferEncoding.Count == 0)
            return request.ContentLength is null ? RequestBody.None : RequestBody.Length;
        head.Field(HeaderNames.TransferEncoding, "chunked");
        return RequestBody.Chunked;
    }

    ReadOnlyMemory<byte> IForwardRules.LastChunk(HttpContext http) => System.Text.Encoding.Latin1.GetBytes(LastChunk);

    public bool Take(HttpContext http, object? request, AnswerHead answer)
    {
        if (!PassesOn(answer))
            return false;
        http.Response.StatusCode = answer.Status;
        http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResponseFeature>()!.ReasonPhrase = answer.Reason;
        var to = http.Response.Headers;
        for (var i = 0; i < answer.Fields.Count; i++)
        {
            ref readonly var field = ref answer.Fields[i];
            if (!OfThisHop.Contains(field.Name, StringComparer.OrdinalIgnoreCase) && !answer.Nominates(field.Name))
                to[field.Name] = StringValues.Concat(to[field.Name], field.Value);
        }

        if (answer.Status == 101)
            to.Upgrade = "echo";
        if (answer.Status is < 200 or 204 or 205)
            to.ContentLength = null;
        return true;
    }

    public void TakeTrailers(HttpContext http, FieldList trailers)
    {
        for (var i = 0; i < trailers.Count && http.Response.SupportsTrailers(); i++)
            http.Response.AppendTrailer(trailers[i].Name, trailers[i].Value);
    }
}
