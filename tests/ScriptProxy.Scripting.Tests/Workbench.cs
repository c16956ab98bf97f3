using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;
using ScriptProxy.Scripting.Tests.Fakes;
using ScriptProxy.Testing;

namespace ScriptProxy.Scripting.Tests;

/// <summary>A folder with scripts and a library to load them with.</summary>
public sealed class Workbench : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();
    private readonly List<LoadedScript> _loaded = [];

    /// <summary>One for all tests, as a proxy has one for all sites.</summary>
    internal static ScriptLibrary Library { get; } = new();

    internal ISharedState Shared { get; } = new FakeSharedState();

    public void Dispose()
    {
        foreach (var script in _loaded)
            script.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    public string Write(string name, string text) => _folder.Write(name, text);

    internal string At(string name) => _folder.At(name);

    internal ScriptRequest Request(string file) => new()
    {
        File = file,
        Site = "shop",
        NamedAt = new SourcePlace(_folder.At("proxy.toml"), 12, 10),
        Vars = new Dictionary<string, string> { ["tenant"] = "north" },
        Upstreams = new HashSet<string> { "app", "api", "canary", "chat" },
        Middleware = new HashSet<string> { "geo-block" },
        Shared = Shared,
        Client = _client,
        Log = NullLogger.Instance,
    };

    internal LoadedScript Load(string text) => Load(Request(Write("site.csx", text)), Library);

    internal LoadedScript Load(ScriptRequest request, ScriptLibrary library)
    {
        var loaded = library.Load(request);
        _loaded.Add(loaded);
        return loaded;
    }

    /// <summary>The definition of a script that must be right.</summary>
    internal SiteDefinition Define(string text)
    {
        var loaded = Load(text);
        Assert.Empty(loaded.Diagnostics);
        return loaded.Definition!;
    }

    internal RouteDefinition DefineRoute(string text) => Assert.Single(Define(text).Routes);

    /// <summary>The one diagnostic of a script.</summary>
    internal Diagnostic Complaint(string text) => Assert.Single(Load(text).Diagnostics);
}
