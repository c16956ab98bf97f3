using System.Net;
using ScriptProxy.Cli.Doctor.Machine;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Observability.Status;

namespace ScriptProxy.Cli.Doctor;

/// <summary>The proxy and the machine that are examined.</summary>
internal sealed record DoctorCase
{
    public required ProxySettings Settings { get; init; }

    /// <summary>What is wrong with the TOML.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>What the running proxy says; null when it could not be asked.</summary>
    public ProxyStatus? Running { get; init; }

    /// <summary>Why it could not be asked.</summary>
    public string? AdminProblem { get; init; }

    public required MachineFiles Machine { get; init; }

    /// <summary>The addresses of a name.</summary>
    public required Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; }

    /// <summary>The addresses of this machine.</summary>
    public required IReadOnlySet<IPAddress> OwnAddresses { get; init; }

    public required DateTimeOffset Now { get; init; }
}
