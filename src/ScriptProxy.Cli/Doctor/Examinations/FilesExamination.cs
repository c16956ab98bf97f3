using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Server.Admin;

namespace ScriptProxy.Cli.Doctor.Examinations;

/// <summary>Whether the files can be read, and whether only those may write or read them who should.</summary>
internal sealed class FilesExamination : IExamination
{
    private const string Check = "files";
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public Task<IReadOnlyList<Finding>> Examine(DoctorCase subject, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<Finding>>(
            [.. Mistakes(subject), .. Writable(subject.Settings), .. Secrets(subject.Settings)]);

    private static IEnumerable<Finding> Mistakes(DoctorCase subject)
    {
        var errors = subject.Diagnostics.Count(problem => problem.Severity == Severity.Error);
        yield return errors == 0
            ? new Finding(Grade.Fine, Check, "proxy.toml can be read")
            : new Finding(Grade.Fault, Check, $"proxy.toml has errors ({errors})", "`scriptproxy check` prints them");
    }

    private static IEnumerable<Finding> Writable(ProxySettings settings) =>
        settings.Files
            .Concat(settings.Sites.Select(site => site.Script?.Value).OfType<string>())
            .Concat(Plugins(settings.Global.PluginsFolder))
            .Where(file => File.Exists(file) && FileTrust.IsWritableByEveryone(file))
            .Select(file => new Finding(
                Grade.Fault, Check, $"everyone on this machine may write '{file}', which is code of the proxy",
                $"chmod o-w {file}"));

    private static IEnumerable<Finding> Secrets(ProxySettings settings) =>
        settings.Sites
            .Select(site => site.Certificate switch
            {
                CertificateSettings.Files files => files.Key.Value,
                CertificateSettings.Pfx pfx => pfx.Path.Value,
                _ => null,
            })
            .OfType<string>()
            .Append(AdminTokenFile.PathIn(settings.Global.StateFolder))
            .Distinct(StringComparer.Ordinal)
            .Where(file => !OperatingSystem.IsWindows() && File.Exists(file)
                && (File.GetUnixFileMode(file) & Others) != 0)
            .Select(file => new Finding(
                Grade.Fault, Check, $"everyone on this machine may read the secret in '{file}'",
                $"chmod o= {file}, and renew it"));

    private static string[] Plugins(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.dll", SearchOption.AllDirectories) : [];
}
