using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ScriptProxy.PluginHosting.Inspection;

/// <summary>Reads an assembly's metadata without loading it.</summary>
internal static class AssemblyFactsReader
{
    /// <summary>The facts; null when the file is not a .NET assembly.</summary>
    public static AssemblyFacts? Read(string file)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(file));
            return image.HasMetadata ? Read(image.GetMetadataReader()) : null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    private static AssemblyFacts? Read(MetadataReader metadata) =>
        metadata.IsAssembly
            ? new AssemblyFacts(
                metadata.GetAssemblyDefinition().GetAssemblyName(),
                [
                    .. metadata.AssemblyReferences
                        .Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName()),
                ])
            : null;
}
