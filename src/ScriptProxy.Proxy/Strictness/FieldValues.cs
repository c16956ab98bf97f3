using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ScriptProxy.Proxy.Strictness;

/// <summary>Checks what is about to be sent to an upstream as the values of a header (RFC 9110 §5.5).</summary>
internal static class FieldValues
{
    /// <summary>Controls but the tab.</summary>
    public static SearchValues<char> Controls { get; } =
        SearchValues.Create(
            [.. Enumerable.Range(0, 0x20).Where(code => code != '\t').Select(code => (char)code), '\u007f']);

    public static void Check(string name, StringValues values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i].AsSpan();
            if (value.IndexOfAny(Controls) is var at and >= 0)
                Refuse(name, value[at]);
        }
    }

    // A client's line breaks and NULs have not come this far.
    private static void Refuse(string name, char control)
    {
        if (control is '\r' or '\n' or '\0')
            throw new InvalidOperationException($"request header '{name}' was given a value with a line break or NUL");
        throw new BadHttpRequestException("A header contains a control character.", StatusCodes.Status400BadRequest);
    }
}
