namespace ScriptProxy.Configuration.Settings;

/// <summary>An upstream's <c>health</c>: active checks.</summary>
public sealed record HealthSettings
{
    public string Path { get; init; } = "/";
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);
    public int Passes { get; init; } = 1;
    public int Fails { get; init; } = 2;

    /// <summary>The lowest and the highest status that count as well. Default 200 to 399.</summary>
    public (int Low, int High) Status { get; init; } = (200, 399);
}
