using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using ScriptProxy.Cli.Serving;
using ScriptProxy.Observability;
using ScriptProxy.Server.Echo;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy echo</c>: a backend to try a proxy out with.</summary>
internal static class EchoCommand
{
    public static Command Create()
    {
        var listen = new Option<IPEndPoint>("--listen")
        {
            Description = "Address and port; port 0 takes a free one",
            HelpName = "address:port",
            DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, 3000),
            CustomParser = ParseEndPoint,
        };
        var name = new Option<string>("--name")
        {
            Description = "What it calls itself in its answers",
            DefaultValueFactory = _ => "echo",
        };
        var command = new DocumentedCommand(
            "echo",
            "A backend that answers with the request it received, as JSON.",
            "scriptproxy echo --listen 127.0.0.1:3000 --name app-1")
        {
            listen,
            name,
        };
        command.SetAction((result, _) => RunAsync(
            result.GetRequiredValue(listen), result.GetRequiredValue(name), result.InvocationConfiguration.Error));
        return command;
    }

    private static async Task<int> RunAsync(IPEndPoint listen, string name, TextWriter error)
    {
        using var signals = new ProcessSignals();
        using var logs = new ConsoleLogs();
        try
        {
            await using var echo = await EchoServer.StartAsync(listen, name, logs.Factory, signals.Stopping);
            await error.WriteLineAsync($"echo '{name}' listens on http://{echo.EndPoint}; Ctrl+C or SIGTERM stops");
            await signals.Stopped;
            return ExitCode.Fine;
        }
        catch (IOException e)
        {
            await error.WriteLineAsync($"scriptproxy: cannot listen on '{listen}': {e.Message}");
            return ExitCode.WrongFiles;
        }
    }

    private static IPEndPoint? ParseEndPoint(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        // IPEndPoint accepts an address without a port, and takes 0 for it.
        if (text.Contains(':', StringComparison.Ordinal)
            && !IPAddress.TryParse(text, out _)
            && IPEndPoint.TryParse(text, out var endPoint))
            return endPoint;
        result.AddError($"'{text}' is no address to listen on; write one like '127.0.0.1:3000' or '[::1]:3000'.");
        return null;
    }
}
