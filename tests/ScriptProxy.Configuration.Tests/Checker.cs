using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Tests;

/// <summary>Reads and checks files as the server does, with fixed variables and the built-in policies.</summary>
internal static class Checker
{
    public static IReadOnlySet<string> Balancers { get; } =
        new HashSet<string> { "round_robin", "least_conn", "ip_hash", "hash", "random", "p2c", "first" };

    public static IReadOnlySet<string> DnsChallenges { get; } = new HashSet<string> { "my-dns" };

    public static IReadOnlyList<Diagnostic> Check(string file)
    {
        var result = Read(file);
        var rules = SettingsRules.Check(result.Settings, Balancers, DnsChallenges, new HashSet<string>());
        return [.. result.Diagnostics.Concat(rules).OrderBy(diagnostic => diagnostic.Place)];
    }

    public static ProxySettings Accept(string file)
    {
        var result = Read(file);
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        return result.Settings;
    }

    public static SettingsResult Read(string file) => new SettingsReader(Variable).Read(file);

    private static string? Variable(string name) => name switch
    {
        "PORT" => "8080",
        "EMPTY" => "",
        "ADMIN_TOKEN" => "secret",
        _ => null,
    };
}
