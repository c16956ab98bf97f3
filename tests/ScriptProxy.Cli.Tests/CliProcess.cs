using System.Diagnostics;
using System.Globalization;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests;

/// <summary>The real command line, run as its users run it.</summary>
internal static class CliProcess
{
    /// <summary>The build of the same configuration as the tests', in its own folder: what <c>dotnet run</c> starts.</summary>
    private static readonly string Product = Path.Combine(
        Checkout.At("src/ScriptProxy.Cli/bin"),
        Path.GetRelativePath(Checkout.At("tests/ScriptProxy.Cli.Tests/bin"), AppContext.BaseDirectory),
        "scriptproxy.dll");

    private static readonly string[] Launcher = FindLauncher();

    public static async Task<(int Code, string Output, string Error)> RunAsync(string folder, params string[] args)
    {
        using var process = Start(folder, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts it for a test that kills it.</summary>
    public static ChildProcess Child(string folder, params string[] args) =>
        ChildProcess.Start(Launcher[0], [.. Launcher[1..], Product, .. args], folder: folder);

    public static Process Start(string folder, params string[] args) => Start(folder, input: false, args);

    /// <summary>Starts it with or without an input that the test writes and closes.</summary>
    public static Process Start(string folder, bool input, params string[] args) =>
        Process.Start(new ProcessStartInfo(Launcher[0], [.. Launcher[1..], Product, .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = input,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    // What a shell starts in the background ignores SIGINT, and so does all that it starts; `env` takes it back.
    private static string[] FindLauncher()
    {
        const int interrupt = 1 << 1;
        return OperatingSystem.IsLinux() && (IgnoredSignals() & interrupt) != 0 ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
    }

    private static long IgnoredSignals()
    {
        const string mark = "SigIgn:";
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(mark, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(mark.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
