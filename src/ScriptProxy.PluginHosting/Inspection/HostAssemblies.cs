using System.Reflection;
using System.Runtime.Loader;

namespace ScriptProxy.PluginHosting.Inspection;

/// <summary>
/// Says which assemblies a plugin shares with the host: ScriptProxy.Abstractions, .NET and ASP.NET Core.
/// </summary>
internal static class HostAssemblies
{
    private static readonly AssemblyName Abstractions = typeof(IProxyPlugin).Assembly.GetName();

    // The keys with which .NET and ASP.NET Core sign their assemblies.
    private static readonly HashSet<string> PlatformKeys =
        ["B03F5F7F11D50A3A", "B77A5C561934E089", "7CEC85D7BEA7798E", "CC7B13FFCD2DDD51", "ADB9793829DDAE60"];

    public static Version AbstractionsVersion => Abstractions.Version!;

    public static bool IsAbstractions(AssemblyName name) => name.Name == Abstractions.Name;

    /// <summary>
    /// Whether the host's copy is preferred. The libraries that the proxy happens to use are not shared: a plugin
    /// brings its own, in the version that it was built with.
    /// </summary>
    public static bool IsShared(AssemblyName name) =>
        IsAbstractions(name) || PlatformKeys.Contains(Convert.ToHexString(name.GetPublicKeyToken() ?? []));

    /// <summary>The version that the host has; null when it has none.</summary>
    public static Version? VersionOf(string name)
    {
        try
        {
            var context = AssemblyLoadContext.GetLoadContext(typeof(HostAssemblies).Assembly)!;
            return context.LoadFromAssemblyName(new AssemblyName(name)).GetName().Version;
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException)
        {
            return null;
        }
    }
}
