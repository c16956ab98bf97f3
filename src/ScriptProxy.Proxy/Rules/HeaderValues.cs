using System.Buffers;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Rules;

/// <summary>
/// Gives the value of a header rule for a request, and refuses one that would split the message (RFC 9110 §5.5).
/// </summary>
internal static class HeaderValues
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\r\n\0");

    public static string? Of(HeaderRule rule, HttpContext http)
    {
        if (rule.Value is null)
            return rule.Text;
        var value = rule.Value(http);
        if (value is not null && value.AsSpan().ContainsAny(Forbidden))
            throw new InvalidHeaderValueException(rule);
        return value;
    }
}
