using System.CommandLine;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Cli.Admin;
using ScriptProxy.Cli.Output;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability.Status;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy certs list</c>: what is shown, for how long, and how far orders are; without a proxy, what is stored.</summary>
internal static class CertsListCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand(
            "list", "Lists the certificates that the running proxy shows, or else what is stored.", "scriptproxy certs list --json");
        Configure(command);
        return command;
    }

    /// <summary>Makes a command list them.</summary>
    public static void Configure(Command command)
    {
        var config = FileChoice.OptionOf();
        command.Options.Add(config);
        var json = JsonChoice.AddTo(command);
        command.SetAction((result, stop) => RunAsync(
            FileChoice.PathOf(result, config),
            result.GetValue(json),
            result.InvocationConfiguration,
            stop));
    }

    private static async Task<int> RunAsync(string file, bool json, InvocationConfiguration streams, CancellationToken stop)
    {
        if (RunningProxyFile.Read(file, streams.Error) is not { } settings)
            return ExitCode.WrongFiles;
        var reply = await new AdminClient(settings.Global).Get("/status", stop);
        var certificates = reply.Problem is null
            ? StatusJson.Read<ProxyStatus>(reply.Text).Certificates
            : reply.Status == 0 ? StoredIn(settings.Global) : [];
        if (reply.Problem is not null)
            await streams.Error.WriteLineAsync(
                $"scriptproxy: {reply.Problem}{(certificates.Count > 0 ? "; this is what its state folder has" : "")}");
        if (reply.Problem is not null && certificates.Count == 0)
            return ExitCode.WrongFiles;
        await streams.Output.WriteAsync(json ? Json(certificates) : CertificateTexts.Table(certificates, TimeProvider.System.GetUtcNow()));
        return ExitCode.Fine;
    }

    private static string Json(IReadOnlyList<CertificateStatus> certificates) =>
        Encoding.UTF8.GetString(StatusJson.Write(new { certificates }));

    private static IReadOnlyList<CertificateStatus> StoredIn(GlobalSettings settings)
    {
        var store = new CertificateStore(CertificateStore.FolderIn(settings.StateFolder), NullLoggerFactory.Instance);
        try
        {
            return [.. store.Names().Select(name => StatusOf(name, store)).OfType<CertificateStatus>()];
        }
        catch (StoreException)
        {
            return [];
        }
    }

    private static CertificateStatus? StatusOf(string name, CertificateStore store)
    {
        using var stored = store.Find(name);
        return stored is null
            ? null
            : new CertificateStatus
            {
                Name = name,
                Site = "",
                Source = CertificateSources.Acme,
                File = store.PathOf(name),
                NotAfter = stored.Bundle.NotAfter,
            };
    }
}
