using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Reads an answer of ours off the response that it was written to.</summary>
internal static class ExplainedAnswers
{
    public static ExplainedAnswer Of(HttpContext http, SourcePlace? place) => new(
        http.Response.StatusCode,
        http.Response.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
        place);
}
