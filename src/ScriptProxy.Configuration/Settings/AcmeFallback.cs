namespace ScriptProxy.Configuration.Settings;

/// <summary>The table <c>fallback</c> in <c>[acme]</c>: a second CA, and what is other there.</summary>
public sealed record AcmeFallback
{
    /// <summary>As in <see cref="AcmeSettings"/>.</summary>
    public required string Directory { get; init; }

    public string? EabKid { get; init; }
    public string? EabKey { get; init; }

    /// <summary>Full path of an extra root to trust.</summary>
    public string? Ca { get; init; }
}
