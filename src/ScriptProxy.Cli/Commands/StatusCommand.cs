using System.CommandLine;
using ScriptProxy.Cli.Output;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy status</c>: what the running proxy says of itself.</summary>
internal static class StatusCommand
{
    public static Command Create() => new DocumentedCommand(
        "status",
        "Shows what the running proxy serves, its upstreams and its last reload.",
        "scriptproxy status --json")
        .WithFileAndJson(RunAsync);

    private static async Task<int> RunAsync(
        string file, bool json, InvocationConfiguration streams, CancellationToken stop)
    {
        if (await RunningProxyFile.Ask(file, streams.Error, client => client.Get("/status", stop)) is not { } reply)
            return ExitCode.WrongFiles;
        if (json)
            await streams.Output.WriteAsync(reply.Text);
        else
            new StatusPrinter(streams.Output, Environment.CurrentDirectory)
                .Print(StatusJson.Read<ProxyStatus>(reply.Text));
        return ExitCode.Fine;
    }
}
