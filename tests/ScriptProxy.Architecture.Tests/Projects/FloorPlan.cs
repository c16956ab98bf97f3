namespace ScriptProxy.Architecture.Tests.Projects;

/// <summary>
/// The house as src/README.md draws it: which project stands on which floor, and where foreign packages live.
/// </summary>
internal static class FloorPlan
{
    public static IReadOnlyDictionary<string, int> Floors { get; } = new Dictionary<string, int>
    {
        ["ScriptProxy.Abstractions"] = 1,
        ["ScriptProxy.Sockets"] = 1,
        ["ScriptProxy.Configuration"] = 2,
        ["ScriptProxy.Scripting"] = 2,
        ["ScriptProxy.PluginHosting"] = 2,
        ["ScriptProxy.Acme"] = 2,
        ["ScriptProxy.Forwarding"] = 2,
        ["ScriptProxy.Proxy"] = 3,
        ["ScriptProxy.Tls"] = 3,
        ["ScriptProxy.Observability"] = 3,
        ["ScriptProxy.Server"] = 4,
        ["ScriptProxy.Cli"] = 5,
    };

    /// <summary>Package to project.</summary>
    public static IReadOnlyDictionary<string, string> Homes { get; } = new Dictionary<string, string>
    {
        ["Tomlyn"] = "ScriptProxy.Configuration",
        ["Microsoft.CodeAnalysis.CSharp.Scripting"] = "ScriptProxy.Scripting",
        ["McMaster.NETCore.Plugins"] = "ScriptProxy.PluginHosting",
        ["Yarp.ReverseProxy"] = "ScriptProxy.Proxy",
        ["BCrypt.Net-Next"] = "ScriptProxy.Proxy",
        ["System.CommandLine"] = "ScriptProxy.Cli",
    };

    /// <summary>
    /// Foreign namespace to project: a package's types reach every floor above its home, the code must not.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Namespaces { get; } = new Dictionary<string, string>
    {
        ["Tomlyn"] = "ScriptProxy.Configuration",
        ["Microsoft.CodeAnalysis"] = "ScriptProxy.Scripting",
        ["McMaster"] = "ScriptProxy.PluginHosting",
        ["Yarp"] = "ScriptProxy.Proxy",
        ["BCrypt"] = "ScriptProxy.Proxy",
        ["System.CommandLine"] = "ScriptProxy.Cli",
    };
}
