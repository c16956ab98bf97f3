namespace ScriptProxy.Scripting.Declaring;

/// <summary>What <c>SecurityHeaders</c> stands for.</summary>
internal static class RecommendedHeaders
{
    /// <summary>
    /// The filter that X-XSS-Protection steered is gone from browsers, and in the old ones that have it, it opens
    /// holes: hence 0.
    /// </summary>
    public static IReadOnlyList<(string Name, string Value)> All { get; } =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-XSS-Protection", "0"),
    ];
}
