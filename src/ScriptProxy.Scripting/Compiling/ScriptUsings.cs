namespace ScriptProxy.Scripting.Compiling;

/// <summary>The namespaces that every script sees without saying so.</summary>
internal static class ScriptUsings
{
    private static readonly string[] Always =
    [
        "System", "System.IO", "System.Linq", "System.Net", "System.Net.Http", "System.Net.Http.Json",
        "System.Text.Json",
        "System.Threading", "System.Threading.Tasks", "System.Diagnostics", "System.Collections.Generic",
        "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Logging", "ScriptProxy",
    ];

    /// <summary>The usual ones and those of the plugins' public types.</summary>
    public static IReadOnlyList<string> With(IEnumerable<byte[]> plugins) =>
        [.. Always.Union(plugins.SelectMany(AssemblyImages.PublicNamespaces))];
}
