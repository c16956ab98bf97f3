using System.CommandLine;
using ScriptProxy.Cli.Output;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Commands;

/// <summary>Has the running proxy do something with a certificate, and says what came of it.</summary>
internal static class CertsOrder
{
    /// <summary>Adds the argument for the certificate's name to a command.</summary>
    public static Argument<string> NameOf(Command command)
    {
        var name = new Argument<string>("name") { Description = "The certificate's name, as in the list" }.RefusingOptions();
        command.Arguments.Add(name);
        return name;
    }

    public static async Task<int> RunAsync(string file, string path, bool json, InvocationConfiguration streams, CancellationToken stop)
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
