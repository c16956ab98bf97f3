namespace ScriptProxy.Observability.Status;

/// <summary>What <c>GET /status</c> tells; its JSON has these names in snake_case.</summary>
public sealed record ProxyStatus
{
    public required string Version { get; init; }

    /// <summary>The main TOML file.</summary>
    public required string File { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required double UptimeSeconds { get; init; }

    /// <summary>1 for the first, counted on with every reload that succeeded.</summary>
    public required int Generation { get; init; }

    /// <summary>When the running generation took over.</summary>
    public required DateTimeOffset GenerationSince { get; init; }

    /// <summary>The last reload that was asked for; null when there was none since the start.</summary>
    public ReloadStatus? LastReload { get; init; }

    public required long ReloadsSucceeded { get; init; }

    public required long ReloadsFailed { get; init; }

    public required ConnectionStatus Connections { get; init; }

    public required IReadOnlyList<ListenerStatus> Listeners { get; init; }

    public required IReadOnlyList<SiteStatus> Sites { get; init; }

    public required IReadOnlyList<UpstreamStatus> Upstreams { get; init; }

    public required IReadOnlyList<CertificateStatus> Certificates { get; init; }

    /// <summary>Names of the loaded plugins.</summary>
    public required IReadOnlyList<string> Plugins { get; init; }

    public required ProcessStatus Process { get; init; }
}
