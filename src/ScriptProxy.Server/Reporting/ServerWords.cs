using ScriptProxy.Proxy.Upstreams;

namespace ScriptProxy.Server.Reporting;

/// <summary>How the admin endpoint calls what a server gets, and what an operator wants of it.</summary>
internal static class ServerWords
{
    private const string Up = "up";
    private const string Down = "down";

    private static readonly Dictionary<string, ServerDuty> Duties = new(StringComparer.Ordinal)
    {
        [Up] = ServerDuty.Up,
        ["drain"] = ServerDuty.Drain,
        [Down] = ServerDuty.Down,
    };

    public static string Of(ServerState state) => state switch
    {
        ServerState.Up => Up,
        ServerState.Draining => "draining",
        _ => Down,
    };

    public static string Of(ServerDuty duty) => Duties.First(one => one.Value == duty).Key;

    /// <summary>The duty of that name; null for none.</summary>
    public static ServerDuty? Duty(string? word) =>
        word is not null && Duties.TryGetValue(word, out var duty) ? duty : null;
}
