using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ScriptProxy.Scripting.Compiling;

/// <summary>What can be read from an assembly without loading it.</summary>
internal static class AssemblyImages
{
    /// <summary>The simple name.</summary>
    public static string NameOf(byte[] image)
    {
        using var file = new PEReader(new MemoryStream(image));
        var metadata = file.GetMetadataReader();
        return metadata.GetString(metadata.GetAssemblyDefinition().Name);
    }

    /// <summary>The namespaces that have public types.</summary>
    public static IReadOnlyCollection<string> PublicNamespaces(byte[] image)
    {
        using var file = new PEReader(new MemoryStream(image));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeDefinitions
                .Select(metadata.GetTypeDefinition)
                .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
                .Select(type => metadata.GetString(type.Namespace))
                .Where(name => name.Length > 0)
                .Distinct(),
        ];
    }
}
