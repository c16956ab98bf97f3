using System.CommandLine;
using System.Globalization;
using ScriptProxy.Cli.Output;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy reload</c>: has the running proxy read its files again, and says what came of it.</summary>
internal static class ReloadCommand
{
    public static Command Create() => new DocumentedCommand(
        "reload",
        "Has the running proxy read its files again; prints the problems if it refuses them.",
        "scriptproxy reload")
        .WithFileAndJson(RunAsync);

    private static async Task<int> RunAsync(
        string file, bool json, InvocationConfiguration streams, CancellationToken stop)
    {
        if (await RunningProxyFile.Ask(file, streams.Error, client => client.Post("/reload", stop)) is not { } reply)
            return ExitCode.WrongFiles;
        var answer = StatusJson.Read<ReloadAnswer>(reply.Text);
        if (json)
            await streams.Output.WriteAsync(reply.Text);
        else
            await Tell(answer, streams);
        return answer.Succeeded ? ExitCode.Fine : ExitCode.WrongFiles;
    }

    private static async Task Tell(ReloadAnswer answer, InvocationConfiguration streams)
    {
        DiagnosticPrinter.ForConsole(streams.Error)
            .Print([.. answer.Problems.Select(problem => problem.ToDiagnostic())]);
        if (answer.Succeeded)
            await streams.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"reloaded: generation {answer.Generation} in {answer.ElapsedMs:0} ms"));
        else
            await streams.Error.WriteLineAsync($"the running generation {answer.Generation} goes on");
    }
}
