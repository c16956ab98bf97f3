using System.CommandLine;
using ScriptProxy.Cli.Starter;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy new</c>: writes files to begin with.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Where to write; made if it is not there",
            DefaultValueFactory = _ => ".",
        }.RefusingOptions();
        var command = new DocumentedCommand(
            "new",
            "Writes a working starter: proxy.toml, scripts, a folder for plugins and editor settings.",
            "scriptproxy new my-proxy")
        {
            folder,
        };
        command.SetAction((result, stop) => RunAsync(
            result.GetRequiredValue(folder), result.InvocationConfiguration, stop));
        return command;
    }

    private static async Task<int> RunAsync(string folder, InvocationConfiguration streams, CancellationToken stop)
    {
        var starter = new StarterFiles(Path.GetFullPath(folder));
        if (starter.FindExisting() is { Count: > 0 } existing)
        {
            await streams.Error.WriteLineAsync("scriptproxy: nothing was written; these files are there already:");
            foreach (var file in existing)
                await streams.Error.WriteLineAsync($"  {Path.Combine(folder, file)}");
            return ExitCode.WrongFiles;
        }

        try
        {
            await starter.WriteAsync(stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await streams.Error.WriteLineAsync($"scriptproxy: cannot write to '{folder}': {e.Message}");
            return ExitCode.WrongFiles;
        }

        await TellNextStepsAsync(streams.Output, folder);
        return ExitCode.Fine;
    }

    private static async Task TellNextStepsAsync(TextWriter output, string folder)
    {
        await output.WriteLineAsync($"wrote {StarterFiles.Names.Count} files to '{folder}'; next:");
        if (folder != ".")
            await output.WriteLineAsync($"  cd {folder}");
        await output.WriteLineAsync("  scriptproxy check");
        await output.WriteLineAsync("  scriptproxy run");
        await output.WriteLineAsync("  curl http://127.0.0.1:8080/hello/world");
        await output.WriteLineAsync("then change scripts/routing.csx while it runs.");
    }
}
