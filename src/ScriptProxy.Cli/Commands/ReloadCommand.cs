using System.CommandLine;
using System.Globalization;
using ScriptProxy.Cli.Admin;
using ScriptProxy.Cli.Output;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy reload</c>: has the running proxy read its files again, and says what came of it.</summary>
internal static class ReloadCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand(
            "reload",
            "Has the running proxy read its files again; prints the problems if it refuses them.",
            "scriptproxy reload");
        var file = FileChoice.AddTo(command);
        var json = JsonChoice.AddTo(command);
        command.SetAction((result, stop) => RunAsync(
            file.Path(result), result.GetValue(json), result.InvocationConfiguration, stop));
        return command;
    }

    private static async Task<int> RunAsync(string file, bool json, InvocationConfiguration streams, CancellationToken stop)
    {
        if (RunningProxyFile.Read(file, streams.Error) is not { } settings)
            return ExitCode.WrongFiles;
        var reply = await new AdminClient(settings.Global).Post("/reload", stop);
        if (reply.Problem is not null)
        {
            await streams.Error.WriteLineAsync($"scriptproxy: {reply.Problem}");
            return ExitCode.WrongFiles;
        }

        var answer = StatusJson.Read<ReloadAnswer>(reply.Text);
        if (json)
            await streams.Output.WriteAsync(reply.Text);
        else
            await Tell(answer, streams);
        return answer.Succeeded ? ExitCode.Fine : ExitCode.WrongFiles;
    }

    private static async Task Tell(ReloadAnswer answer, InvocationConfiguration streams)
    {
        DiagnosticPrinter.ForConsole(streams.Error).Print([.. answer.Problems.Select(problem => problem.ToDiagnostic())]);
        if (answer.Succeeded)
            await streams.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"reloaded: generation {answer.Generation} in {answer.ElapsedMs:0} ms"));
        else
            await streams.Error.WriteLineAsync($"the running generation {answer.Generation} goes on");
    }
}
