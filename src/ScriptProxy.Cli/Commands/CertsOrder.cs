using System.CommandLine;
using ScriptProxy.Cli.Output;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Commands;

/// <summary>Has the running proxy do something with a certificate, and says what came of it.</summary>
internal static class CertsOrder
{
    /// <summary>The command for an order of the admin endpoint, <c>renew</c> or <c>revoke</c>.</summary>
    /// <param name="order">Its name, there and here.</param>
    /// <param name="description">What it does.</param>
    /// <param name="example">A call of it.</param>
    /// <param name="query">What stands behind the order's path, such as <c>?reason=superseded</c>.</param>
    public static Command Create(string order, string description, string example, Func<ParseResult, string> query)
    {
        var command = new DocumentedCommand(order, description, example);
        var name = new Argument<string>("name") { Description = "The certificate's name, as in the list" }
            .RefusingOptions();
        command.Arguments.Add(name);
        var config = FileChoice.OptionOf();
        command.Options.Add(config);
        var json = JsonChoice.AddTo(command);
        command.SetAction((result, stop) => RunAsync(
            FileChoice.PathOf(result, config),
            $"/certificates/{Uri.EscapeDataString(result.GetRequiredValue(name))}/{order}{query(result)}",
            result.GetValue(json),
            result.InvocationConfiguration,
            stop));
        return command;
    }

    private static async Task<int> RunAsync(
        string file, string path, bool json, InvocationConfiguration streams, CancellationToken stop)
    {
        if (await RunningProxyFile.Ask(file, streams.Error, client => client.Post(path, stop)) is not { } reply)
            return ExitCode.WrongFiles;
        var answer = StatusJson.Read<CertificateAnswer>(reply.Text);
        if (json)
            await streams.Output.WriteAsync(reply.Text);
        else if (answer.Failure is null)
            await streams.Output.WriteLineAsync(CertificateTexts.Success(answer));
        else
            await streams.Error.WriteLineAsync($"scriptproxy: {CertificateTexts.Failure(answer)}");
        return answer.Failure is null ? ExitCode.Fine : ExitCode.WrongFiles;
    }
}
