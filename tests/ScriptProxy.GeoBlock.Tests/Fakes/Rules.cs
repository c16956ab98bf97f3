using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.GeoBlock.Tests.Fakes;

/// <summary>
/// A site or route that runs what it was told to use, with the plugin's middleware by name, and knows nothing else.
/// </summary>
public class Rules : DispatchProxy
{
    private readonly List<Func<HttpContext, RequestDelegate, Task>> _used = [];
    private IReadOnlyDictionary<string, Func<HttpContext, RequestDelegate, Task>> _named = null!;

    internal static IRules Of(IReadOnlyDictionary<string, Func<HttpContext, RequestDelegate, Task>> named)
    {
        var rules = Create<IRules, Rules>();
        ((Rules)rules)._named = named;
        return rules;
    }

    /// <summary>Runs the middleware; what comes through all of it gets 200.</summary>
    public async Task<int> StatusFor(HttpContext http)
    {
        RequestDelegate next = http =>
        {
            http.Response.StatusCode = StatusCodes.Status200OK;
            return Task.CompletedTask;
        };
        foreach (var middleware in Enumerable.Reverse(_used))
        {
            var inner = next;
            next = http => middleware(http, inner);
        }

        await next(http);
        return http.Response.StatusCode;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _used.Add(args switch
        {
            [string name] when targetMethod!.Name == nameof(IRules.Use) => _named[name],
            [Func<HttpContext, RequestDelegate, Task> code] => code,
            _ => throw new NotSupportedException(targetMethod?.Name),
        });
        return this;
    }
}
