using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>Makes request delegates of handlers that give results, as minimal APIs do.</summary>
internal static class ResultHandlers
{
    public static RequestDelegate Of(Func<HttpContext, IResult> handler, SourcePlace place) =>
        http => (handler(http) ?? throw Nothing(place)).ExecuteAsync(http);

    public static RequestDelegate Of(Func<HttpContext, Task<IResult>> handler, SourcePlace place) =>
        async http =>
        {
            var result = await (handler(http) ?? throw Nothing(place));
            await (result ?? throw Nothing(place)).ExecuteAsync(http);
        };

    private static InvalidOperationException Nothing(SourcePlace place) =>
        new($"The handler at {place} returned null. Return a result, such as Results.NotFound().");
}
