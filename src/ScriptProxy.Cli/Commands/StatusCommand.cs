using System.CommandLine;
using ScriptProxy.Cli.Admin;
using ScriptProxy.Cli.Output;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy status</c>: what the running proxy says of itself.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand(
            "status",
            "Shows what the running proxy serves, its upstreams and its last reload.",
            "scriptproxy status --json");
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
        var reply = await new AdminClient(settings.Global).Get("/status", stop);
        if (reply.Problem is not null)
        {
            await streams.Error.WriteLineAsync($"scriptproxy: {reply.Problem}");
            return ExitCode.WrongFiles;
        }

        if (json)
            await streams.Output.WriteAsync(reply.Text);
        else
            new StatusPrinter(streams.Output, Environment.CurrentDirectory).Print(StatusJson.Read<ProxyStatus>(reply.Text));
        return ExitCode.Fine;
    }
}
