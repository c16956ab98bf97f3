using System.Reflection;

namespace ScriptProxy.PluginHosting.Inspection;

/// <summary>What an assembly says of itself before it is loaded.</summary>
/// <param name="Name">Its own name.</param>
/// <param name="References">The assemblies it was compiled against.</param>
internal sealed record AssemblyFacts(AssemblyName Name, IReadOnlyList<AssemblyName> References)
{
    /// <summary>
    /// The version of ScriptProxy.Abstractions it was built against; null when it does not refer to it.
    /// </summary>
    public Version? AbstractionsVersion => References.FirstOrDefault(HostAssemblies.IsAbstractions)?.Version;
}
