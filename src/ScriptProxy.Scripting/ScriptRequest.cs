using System.Reflection;
using Microsoft.Extensions.Logging;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting;

/// <summary>All that a script is loaded with. Names that it may use come in as data.</summary>
public sealed record ScriptRequest
{
    /// <summary>Full path of the script.</summary>
    public required string File { get; init; }

    public required string Site { get; init; }

    /// <summary>Where proxy.toml names the script, for a file that is missing.</summary>
    public required SourcePlace NamedAt { get; init; }

    public IReadOnlyDictionary<string, string> Vars { get; init; } = new Dictionary<string, string>();
    public IReadOnlySet<string> Upstreams { get; init; } = new HashSet<string>();

    /// <summary>Names of the plugins' middleware.</summary>
    public IReadOnlySet<string> Middleware { get; init; } = new HashSet<string>();

    /// <summary>The plugins' main assemblies with their files, whose public types the script sees.</summary>
    public IReadOnlyList<(Assembly Assembly, string File)> Plugins { get; init; } = [];

    /// <summary>Full path of the folder where compiled scripts are kept; null to keep none.</summary>
    public string? KeptIn { get; init; }

    public required ISharedState Shared { get; init; }
    public required HttpClient Client { get; init; }
    public required ILogger Log { get; init; }
}
