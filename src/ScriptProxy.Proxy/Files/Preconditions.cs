using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Proxy.Files;

/// <summary>Decides in the order of RFC 9110 §13.2.2 whether a file is sent at all.</summary>
internal static class Preconditions
{
    /// <summary>304 or 412; null to go on.</summary>
    public static int? Failed(IHeaderDictionary asked, FileVariant file)
    {
        if (asked.IfMatch.Count > 0)
        {
            if (!AnyIs(asked.IfMatch, file, strong: true))
                return StatusCodes.Status412PreconditionFailed;
        }
        else if (HeaderUtilities.TryParseDate(asked.IfUnmodifiedSince.ToString(), out var unmodified)
            && file.Modified > unmodified)
        {
            return StatusCodes.Status412PreconditionFailed;
        }

        if (asked.IfNoneMatch.Count > 0)
            return AnyIs(asked.IfNoneMatch, file, strong: false) ? StatusCodes.Status304NotModified : null;
        return HeaderUtilities.TryParseDate(asked.IfModifiedSince.ToString(), out var modified)
            && file.Modified <= modified
            ? StatusCodes.Status304NotModified
            : null;
    }

    private static bool AnyIs(Microsoft.Extensions.Primitives.StringValues tags, FileVariant file, bool strong)
    {
        if (!EntityTagHeaderValue.TryParseList(tags, out var list))
            return false;
        foreach (var tag in list)
        {
            if (tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(file.Tag, strong))
                return true;
        }

        return false;
    }
}
