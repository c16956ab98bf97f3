using System.Net;
using ScriptProxy.Cli.Doctor;
using ScriptProxy.Cli.Doctor.Machine;
using ScriptProxy.Configuration;
using ScriptProxy.Observability.Status;
using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Doctor;

/// <summary>
/// A case with a fault planted in it: files below a root of its own, and names that resolve to what a test says.
/// </summary>
internal sealed class Planted : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public Dictionary<string, IPAddress[]> Names { get; } = [];

    public void Dispose() => Folder.Dispose();

    /// <summary>Has one thing looked at.</summary>
    public async Task<IReadOnlyList<Finding>> Examine(
        IExamination examination, string toml, ProxyStatus? running = null, bool realMachine = false,
        string? adminProblem = null)
    {
        var read = new SettingsReader().Read(Folder.Write("proxy.toml", toml));
        return await examination.Examine(
            new DoctorCase
            {
                Settings = read.Settings,
                Diagnostics = read.Diagnostics,
                Running = running,
                AdminProblem = adminProblem,
                Machine = realMachine ? new MachineFiles() : new MachineFiles(Folder.At("root")),
                Resolve = (name, _) => Names.TryGetValue(name, out var addresses)
                    ? Task.FromResult(addresses)
                    : throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound),
                OwnAddresses = new HashSet<IPAddress> { IPAddress.Loopback, IPAddress.Parse("192.0.2.1") },
                Now = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero),
            },
            CancellationToken.None);
    }

    /// <summary>A running proxy that says no more than it must.</summary>
    public static ProxyStatus Running(int pid, ReloadStatus? lastReload = null) => new()
    {
        Version = "0.1.0",
        File = "proxy.toml",
        StartedAt = default,
        UptimeSeconds = 1,
        Generation = 1,
        GenerationSince = default,
        LastReload = lastReload,
        ReloadsSucceeded = 0,
        ReloadsFailed = 0,
        Connections = new ConnectionStatus(0, 0, 0, 0, 0, 0, 0),
        Listeners = [],
        Sites = [],
        Upstreams = [],
        Certificates = [],
        Plugins = [],
        Process = new ProcessStatus
        {
            Pid = pid,
            CpuSeconds = 0,
            MemoryBytes = 0,
            ManagedBytes = 0,
            Collections = [],
            CollectionPauseSeconds = 0,
        },
    };
}
