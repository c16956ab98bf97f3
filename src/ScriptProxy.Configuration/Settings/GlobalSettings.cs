using System.Net;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Configuration.Settings;

/// <summary>The table <c>[proxy]</c>.</summary>
public sealed record GlobalSettings
{
    /// <summary>Where the admin endpoint listens; null for none. Default 127.0.0.1:9900.</summary>
    public ListenAddress? Admin { get; init; } = new ListenAddress.Ip(IPAddress.Loopback, 9900);

    /// <summary>Where <c>admin</c> stands; the file when it was not written.</summary>
    public SourcePlace AdminPlace { get; init; }

    /// <summary>The admin endpoint's bearer token; null makes one at start.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Where <c>admin_token</c> stands; the file when it was not written.</summary>
    public SourcePlace AdminTokenPlace { get; init; }

    /// <summary>Full path of the folder of plugin DLLs. Default <c>plugins</c> beside the file.</summary>
    public string PluginsFolder { get; init; } = "";

    /// <summary>Full path of the folder for certificates and compiled scripts. Default <c>state</c> beside the file.</summary>
    public string StateFolder { get; init; } = "";

    /// <summary>Peers whose X-Forwarded-* are believed. Default none.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>The Server header of our answers; null for none, which is the default.</summary>
    public string? ServerHeader { get; init; }

    /// <summary>Whether a changed file reloads by itself. Default true.</summary>
    public bool Watch { get; init; } = true;

    /// <summary>How long a shutdown waits for requests in flight. Default 30 s.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an old generation may keep upgraded connections that its scripts hold; null, the default, for ever.</summary>
    public TimeSpan? DrainTimeout { get; init; }

    /// <summary>Where request code runs; the first settings of a process decide. Default inline.</summary>
    public Scheduling Scheduling { get; init; } = Scheduling.Inline;

    /// <summary>Where <c>scheduling</c> stands; the file when it was not written.</summary>
    public SourcePlace SchedulingPlace { get; init; }

    /// <summary>Processor time that a lambda may burn in one go; null for no limit. Default 1 s.</summary>
    public TimeSpan? ScriptBudget { get; init; } = TimeSpan.FromSeconds(1);
}
