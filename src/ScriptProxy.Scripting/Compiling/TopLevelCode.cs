using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ScriptProxy.Scripting.Compiling;

/// <summary>
/// Keeps the JIT from optimising the top level of a script: it runs only once, and inlining would blur which statement
/// is running, which diagnostics name. There is no source to put the attribute on, so the flag is set in the image.
/// </summary>
internal static class TopLevelCode
{
    private const string StateMachinePrefix = "<<Initialize>>";

    // ECMA-335 §II.22.26: a row of MethodDef begins with the RVA, four bytes, and goes on with the flags, two.
    private const int FlagsInRow = 4;

    public static void KeepPlain(byte[] image)
    {
        using var file = new PEReader(new MemoryStream(image));
        var metadata = file.GetMetadataReader();
        var table = file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.MethodDef);
        var rowSize = metadata.GetTableRowSize(TableIndex.MethodDef);
        foreach (var method in TopLevelMethods(metadata))
        {
            var row = table + ((MetadataTokens.GetRowNumber(method) - 1) * rowSize);
            var flags = metadata.GetMethodDefinition(method).ImplAttributes | MethodImplAttributes.NoOptimization;
            BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(row + FlagsInRow), (ushort)flags);
        }
    }

    private static IEnumerable<MethodDefinitionHandle> TopLevelMethods(MetadataReader metadata) =>
        from handle in metadata.TypeDefinitions
        let type = metadata.GetTypeDefinition(handle)
        where metadata.GetString(type.Name).StartsWith(StateMachinePrefix, StringComparison.Ordinal)
        from method in type.GetMethods()
        where metadata.StringComparer.Equals(metadata.GetMethodDefinition(method).Name, "MoveNext")
        select method;
}
