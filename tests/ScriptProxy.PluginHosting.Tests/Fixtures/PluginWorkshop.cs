using Microsoft.Extensions.Logging;
using ScriptProxy.Diagnostics;
using ScriptProxy.Testing;

namespace ScriptProxy.PluginHosting.Tests.Fixtures;

/// <summary>A plugins folder of a test's own, with what it takes to fill and to load it.</summary>
internal sealed class PluginWorkshop : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PluginWorkshop() => Directory.CreateDirectory(Plugins);

    public string Plugins => _folder.At("plugins");

    public RecordingLogs Logs { get; } = new();

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(1);

    public string At(string relativePath) => _folder.At(relativePath);

    /// <summary>Compiles a DLL; the path is relative to the plugins folder.</summary>
    public string Drop(string relativePath, string source, params string[] references) =>
        PluginCompiler.Compile(Path.Combine(Plugins, relativePath), source, references);

    /// <summary>Drops a plugin whose <c>Configure</c> is this code.</summary>
    public string DropConfiguring(string name, string code) =>
        Drop(name + ".dll", $$"""
            public sealed class {{name}}Plugin : IProxyPlugin
            {
                public void Configure(IPluginBuilder plugin)
                {
                    {{code}}
                }
            }
            """);

    public PluginRequest Request() => new()
    {
        Folder = Plugins,
        BindOptions = (_, type) => (Activator.CreateInstance(type)!, []),
        BuiltInBalancers = new HashSet<string> { "round_robin" },
        Logs = Logs,
    };

    public PluginSet Load(PluginRequest? request = null) => new PluginLibrary(Limit).Load(request ?? Request());

    /// <summary>What is printed of a load, with paths relative to the workshop.</summary>
    public async Task<string> Report(PluginRequest? request = null)
    {
        await using var set = Load(request);
        return string.Join('\n', set.Diagnostics.Select(Relative));
    }

    /// <summary>The table <c>[plugin.NAME]</c>, at line 3 of a proxy.toml beside the folder.</summary>
    public Dictionary<string, SourcePlace> Table(string name) => new() { [name] = new(At("proxy.toml"), 3, 9) };

    public void Dispose()
    {
        Logs.Dispose();
        _folder.Dispose();
    }

    private string Relative(Diagnostic diagnostic) =>
        diagnostic.ToString().Replace(_folder.Path + Path.DirectorySeparatorChar, "");
}
