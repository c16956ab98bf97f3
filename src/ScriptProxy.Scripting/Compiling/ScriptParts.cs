using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Compiling;

/// <summary>How the parts of a compiled script are written down, in a kept file and between processes.</summary>
internal static class ScriptParts
{
    public static void WriteMany<T>(this BinaryWriter writer, IReadOnlyCollection<T> all, Action<BinaryWriter, T> write)
    {
        writer.Write(all.Count);
        foreach (var one in all)
            write(writer, one);
    }

    public static List<T> ReadMany<T>(this BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.ReadInt32();
        var all = new List<T>(count);
        for (var i = 0; i < count; i++)
            all.Add(read(reader));
        return all;
    }

    public static void WriteBytes(this BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    public static byte[] ReadBytes(this BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());

    public static void WriteImage(this BinaryWriter writer, ScriptImage image)
    {
        writer.WriteBytes(image.Assembly);
        writer.WriteBytes(image.Symbols);
        writer.Write(image.TypeName);
        writer.Write(image.FactoryName);
        writer.WriteMany(image.References, WriteBytes);
    }

    public static ScriptImage ReadImage(this BinaryReader reader) => new(
        reader.ReadBytes(), reader.ReadBytes(), reader.ReadString(), reader.ReadString(), reader.ReadMany(ReadBytes));

    public static void WriteDiagnostic(this BinaryWriter writer, Diagnostic diagnostic)
    {
        writer.Write(diagnostic.Place.File);
        writer.Write(diagnostic.Place.Line);
        writer.Write(diagnostic.Place.Column);
        writer.Write((int)diagnostic.Severity);
        writer.Write(diagnostic.Code);
        writer.Write(diagnostic.Message);
    }

    public static Diagnostic ReadDiagnostic(this BinaryReader reader) => new(
        new SourcePlace(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32()),
        (Severity)reader.ReadInt32(),
        reader.ReadString(),
        reader.ReadString());
}
