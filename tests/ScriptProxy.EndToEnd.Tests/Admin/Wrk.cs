using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ScriptProxy.EndToEnd.Tests.Admin;

/// <summary>The load generator wrk, for a second, on loopback.</summary>
internal static partial class Wrk
{
    private const string Program = "/usr/bin/wrk";

    public static bool IsInstalled => File.Exists(Program);

    /// <summary>The number of requests that it saw completed.</summary>
    public static async Task<long> Run(int port, string path, int connections)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-t1", $"-c{connections}", "-d1s", "--timeout", "30s", $"http://localhost:{port}{path}" })
            start.ArgumentList.Add(argument);
        using var wrk = Process.Start(start)!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        Assert.DoesNotContain("Socket errors", said);
        return long.Parse(Requests().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();
}
