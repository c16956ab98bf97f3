namespace ScriptProxy.GeoBlock;

/// <summary>
/// The settings in <c>[plugin.GeoBlock]</c>. What a setter refuses is an error at its place in proxy.toml.
/// </summary>
public sealed class GeoBlockOptions
{
    /// <summary>
    /// Path of a MaxMind database that knows countries (GeoLite2-Country, GeoIP2-City, …), relative to the file
    /// that says it. Default: none, and the plugin does nothing. It is read into memory at load; reload after replacing
    /// it.
    /// </summary>
    public FileInfo? Database { get; set; }

    /// <summary>
    /// Two-letter codes (ISO 3166-1) that <c>geo-block</c> admits; empty admits all that are not denied.
    /// </summary>
    public IReadOnlyList<string> Allow { get; set => field = CountryCodes.Checked(value); } = [];

    /// <summary>Two-letter codes that <c>geo-block</c> refuses; wins over <see cref="Allow"/>.</summary>
    public IReadOnlyList<string> Deny { get; set => field = CountryCodes.Checked(value); } = [];

    /// <summary>
    /// What becomes of an address whose country the database does not know, a private one for instance. Default:
    /// refused where a list of admitted countries is given, else admitted.
    /// </summary>
    public UnknownCountry? Unknown { get; set; }

    /// <summary>Status of a refusal, 400 to 599. Default 403.</summary>
    public int Status
    {
        get;
        set => field = value is >= 400 and <= 599
            ? value
            : throw new ArgumentException($"{value} refuses nobody, give 400 to 599.");
    } = 403;

    /// <summary>
    /// True runs <c>geo-block</c> on every request of every site. Default false: where a script says so.
    /// </summary>
    public bool Everywhere { get; set; }
}
