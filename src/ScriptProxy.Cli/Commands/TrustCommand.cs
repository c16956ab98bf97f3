using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Cli.Output;
using ScriptProxy.Tls.Issuing;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Cli.Commands;

/// <summary>
/// <c>scriptproxy trust</c>: where the local CA is that signs for <c>certificate = "internal"</c>, and how to trust it.
/// </summary>
internal static class TrustCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand(
            "trust",
            "Shows where the CA of certificate = \"internal\" is, and how to make this machine trust it.",
            "scriptproxy trust proxy.toml");
        var file = FileChoice.AddTo(command);
        command.SetAction((result, stop) => RunAsync(file.Path(result), result.InvocationConfiguration, stop));
        return command;
    }

    // Made when there is none, so that it can be trusted before the proxy's first start.
    private static async Task<int> RunAsync(string file, InvocationConfiguration streams, CancellationToken stop)
    {
        if (RunningProxyFile.Read(file, streams.Error) is not { } settings)
            return ExitCode.WrongFiles;
        try
        {
            var ca = await LocalCa.Open(
                settings.Global.StateFolder, NullLoggerFactory.Instance, TimeProvider.System, stop);
            await streams.Output.WriteAsync(TrustText.Of(ca));
            return ExitCode.Fine;
        }
        catch (StoreException exception)
        {
            await streams.Error.WriteLineAsync($"scriptproxy: {exception.Message}");
            return ExitCode.WrongFiles;
        }
    }
}
