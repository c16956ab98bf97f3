using System.Text;
using Microsoft.Net.Http.Headers;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>Completes the content type of a <c>Respond</c>.</summary>
internal static class ContentTypes
{
    /// <summary>The content type, with a charset if it is one of text; null when it is not a media type.</summary>
    public static string? Complete(string text)
    {
        if (!MediaTypeHeaderValue.TryParse(text, out var type) || type.MatchesAllTypes || type.MatchesAllSubTypes)
            return null;
        if (type.Charset.HasValue || !IsText(type))
            return text;
        type.Encoding = Encoding.UTF8;
        return type.ToString();
    }

    private static bool IsText(MediaTypeHeaderValue type) =>
        type.Type.Equals("text", StringComparison.OrdinalIgnoreCase) ||
        type.SubTypeWithoutSuffix.Equals("json", StringComparison.OrdinalIgnoreCase) ||
        type.SubTypeWithoutSuffix.Equals("javascript", StringComparison.OrdinalIgnoreCase) ||
        type.SubTypeWithoutSuffix.Equals("xml", StringComparison.OrdinalIgnoreCase) ||
        type.Suffix.Equals("xml", StringComparison.OrdinalIgnoreCase);
}
