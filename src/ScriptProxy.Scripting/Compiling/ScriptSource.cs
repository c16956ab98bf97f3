using System.Security.Cryptography;
using System.Text;

namespace ScriptProxy.Scripting.Compiling;

/// <summary>What a script is compiled from, but for the files that it names itself.</summary>
/// <param name="File">Full path of the script.</param>
/// <param name="Text">Its bytes.</param>
/// <param name="Plugins">Images of the plugins' assemblies.</param>
internal sealed record ScriptSource(string File, byte[] Text, IReadOnlyList<byte[]> Plugins)
{
    /// <summary>
    /// The compiler as it runs here: the proxy's build, and the runtime whose assemblies scripts refer to.
    /// </summary>
    public static string CompilerVersion() =>
        $"{Environment.Version} {VersionOf(typeof(ScriptSource))} {VersionOf(typeof(SiteScript))}";

    /// <summary>Differs when any of it does, or the compiler.</summary>
    public string Stamp()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Encoding.UTF8.GetBytes($"{CompilerVersion()} {File}"));
        Add(hash, Text);
        foreach (var plugin in Plugins)
            Add(hash, plugin);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static Guid VersionOf(Type type) => type.Module.ModuleVersionId;

    // With its length, so that bytes cannot move from one part to the next.
    private static void Add(IncrementalHash hash, byte[] bytes)
    {
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
