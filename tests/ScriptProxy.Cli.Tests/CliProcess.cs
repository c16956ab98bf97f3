using System.Diagnostics;
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

    public static async Task<(int Code, string Output, string Error)> RunAsync(string folder, params string[] args)
    {
        using var process = Start(folder, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(string folder, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Product);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        return Process.Start(start)!;
    }
}
