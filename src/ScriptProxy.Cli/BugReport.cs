using System.Runtime.InteropServices;
using ScriptProxy.Server;

namespace ScriptProxy.Cli;

/// <summary>What is printed when an exception reaches the top: it is a bug of ours, never the user's mistake.</summary>
internal static class BugReport
{
    public static async Task WriteAsync(TextWriter error, Exception exception)
    {
        await error.WriteLineAsync($"scriptproxy: internal error: {exception.GetType().Name}: {exception.Message}");
        await error.WriteLineAsync(
            $"This is a bug of ScriptProxy {ProductVersion.Text} ({RuntimeInformation.FrameworkDescription}, "
            + $"{RuntimeInformation.RuntimeIdentifier}); please open an issue with the command and the lines below.");
        await error.WriteLineAsync(exception.ToString());
    }
}
