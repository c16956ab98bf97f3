using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using ScriptProxy.Cli.Doctor;
using ScriptProxy.Cli.Doctor.Examinations;
using ScriptProxy.Cli.Output;

namespace ScriptProxy.Cli.Commands;

/// <summary>
/// <c>scriptproxy doctor</c>: looks for what keeps a proxy with good files from working, or from being safe.
/// </summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create() => new DocumentedCommand(
        "doctor",
        "Checks ports, DNS, upstreams, certificates, limits, firewall and file modes of a proxy on this machine.",
        "scriptproxy doctor proxy.toml")
        .WithFileAndJson(RunAsync);

    private static async Task<int> RunAsync(
        string file, bool json, InvocationConfiguration streams, CancellationToken stop)
    {
        if (RunningProxyFile.Read(file, streams.Error) is null)
            return ExitCode.WrongFiles;
        var findings = await DoctorRound.Go(file, stop);
        if (json)
            await streams.Output.WriteLineAsync(JsonSerializer.Serialize(findings, Readable));
        else
            FindingPrinter.Print(findings, streams.Output);
        return findings.Any(finding => finding.Grade == Grade.Fault) ? ExitCode.WrongFiles : ExitCode.Fine;
    }
}
