namespace ScriptProxy.Configuration.Settings;

/// <summary>The Host header that an upstream gets.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Name">The fixed name, for <see cref="HostKind.Name"/>.</param>
public sealed record HostSettings(HostKind Kind, string? Name = null)
{
    public static HostSettings Keep { get; } = new(HostKind.Keep);
}
