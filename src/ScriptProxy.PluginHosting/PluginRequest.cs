using Microsoft.Extensions.Logging;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting;

/// <summary>All that the plugins of a generation are loaded with.</summary>
public sealed record PluginRequest
{
    /// <summary>Full path of the plugins folder; it need not exist.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Binds <c>[plugin.NAME]</c> to an instance of the type and returns what was wrong with it. A table that is not
    /// there gives an instance with its defaults.
    /// </summary>
    public required Func<string, Type, (object Options, IReadOnlyList<Diagnostic> Diagnostics)> BindOptions
    {
        get;
        init;
    }

    /// <summary>
    /// The tables <c>[plugin.NAME]</c> that exist and their places: one without a plugin of that name is an error.
    /// </summary>
    public IReadOnlyDictionary<string, SourcePlace> Tables { get; init; } = new Dictionary<string, SourcePlace>();

    /// <summary>Policy names that plugins may not take.</summary>
    public IReadOnlySet<string> BuiltInBalancers { get; init; } = new HashSet<string>();

    public required ILoggerFactory Logs { get; init; }
}
