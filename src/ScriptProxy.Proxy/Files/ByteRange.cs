using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Proxy.Files;

/// <summary>
/// The part of a file that a client asked for (RFC 9110 §14). Several parts at once are answered whole, which the RFC
/// allows.
/// </summary>
/// <param name="From">The first byte.</param>
/// <param name="Length">How many; none when the file has no such part.</param>
internal readonly record struct ByteRange(long From, long Length)
{
    /// <summary>The part; null for the whole file.</summary>
    public static ByteRange? AskedFor(HttpRequest request, FileVariant file)
    {
        // §14.2: ranges are defined for GET alone. An empty file has no part to give.
        var asked = request.Headers;
        if (asked.Range.Count == 0 || !HttpMethods.IsGet(request.Method) || file.File.Length == 0
            || !RangeHeaderValue.TryParse(asked.Range.ToString(), out var header)
            || !header.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase)
            || header.Ranges.Count != 1
            || !HoldsFor(asked, file))
        {
            return null;
        }

        return Within(header.Ranges.First(), file.File.Length);
    }

    private static ByteRange Within(RangeItemHeaderValue asked, long size)
    {
        if (asked.From is not { } from)
        {
            var last = Math.Min(asked.To ?? 0, size);
            return new ByteRange(size - last, last);
        }

        return from >= size ? default : new ByteRange(from, Math.Min(asked.To ?? long.MaxValue, size - 1) - from + 1);
    }

    // §13.1.5: part of another version would be of no use, so the client gets the whole.
    private static bool HoldsFor(IHeaderDictionary asked, FileVariant file)
    {
        if (asked.IfRange.Count == 0)
            return true;
        if (!RangeConditionHeaderValue.TryParse(asked.IfRange.ToString(), out var condition))
            return false;
        return condition.EntityTag is { } tag
            ? tag.Compare(file.Tag, useStrongComparison: true)
            : condition.LastModified == file.Modified;
    }
}
