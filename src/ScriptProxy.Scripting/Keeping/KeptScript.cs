using System.Security.Cryptography;
using System.Text;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Compiling;

namespace ScriptProxy.Scripting.Keeping;

/// <summary>A compiled script as it stands in a file: with a digest of the whole, and of each file that it was compiled from.</summary>
internal sealed class KeptScript
{
    private const string Absent = "";

    private readonly IReadOnlyList<string> _digests;

    public KeptScript(string stamp, CompiledScript script)
        : this(stamp, script, [.. script.Files.Select(DigestOf)])
    {
    }

    private KeptScript(string stamp, CompiledScript script, IReadOnlyList<string> digests)
    {
        Stamp = stamp;
        Script = script;
        _digests = digests;
    }

    public string Stamp { get; }

    public CompiledScript Script { get; }

    /// <summary>What a file holds; null when it is no kept script, or not whole.</summary>
    public static KeptScript? Read(byte[] bytes)
    {
        var body = bytes.AsSpan(0, Math.Max(0, bytes.Length - SHA256.HashSizeInBytes));
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(body.Length)))
            return null;
        using var reader = new BinaryReader(new MemoryStream(bytes, 0, body.Length), Encoding.UTF8);
        var stamp = reader.ReadString();
        var files = Many(reader, one => (Path: one.ReadString(), Digest: one.ReadString()));
        var script = new CompiledScript
        {
            Files = [.. files.Select(file => file.Path)],
            Diagnostics = Many(reader, ReadDiagnostic),
            Image = new ScriptImage(ReadBytes(reader), ReadBytes(reader), reader.ReadString(), reader.ReadString(), Many(reader, ReadBytes)),
        };
        return new KeptScript(stamp, script, [.. files.Select(file => file.Digest)]);
    }

    /// <summary>Whether its files are as they were; one that everyone may write is for the compiler to refuse.</summary>
    public bool IsCurrent() =>
        Script.Files.Zip(_digests).All(pair => DigestOf(pair.First) == pair.Second && !CompiledScript.IsUntrusted(pair.First));

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Stamp);
        writer.Write(Script.Files.Count);
        foreach (var (path, digest) in Script.Files.Zip(_digests))
        {
            writer.Write(path);
            writer.Write(digest);
        }

        writer.Write(Script.Diagnostics.Count);
        foreach (var diagnostic in Script.Diagnostics)
            Write(writer, diagnostic);
        Write(writer, Script.Image!);
        writer.Flush();
        stream.Write(SHA256.HashData(stream.ToArray()));
        return stream.ToArray();
    }

    private static void Write(BinaryWriter writer, ScriptImage image)
    {
        Write(writer, image.Assembly);
        Write(writer, image.Symbols);
        writer.Write(image.TypeName);
        writer.Write(image.FactoryName);
        writer.Write(image.References.Count);
        foreach (var reference in image.References)
            Write(writer, reference);
    }

    private static void Write(BinaryWriter writer, Diagnostic diagnostic)
    {
        writer.Write(diagnostic.Place.File);
        writer.Write(diagnostic.Place.Line);
        writer.Write(diagnostic.Place.Column);
        writer.Write((int)diagnostic.Severity);
        writer.Write(diagnostic.Code);
        writer.Write(diagnostic.Message);
    }

    private static Diagnostic ReadDiagnostic(BinaryReader reader) => new(
        new SourcePlace(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32()),
        (Severity)reader.ReadInt32(),
        reader.ReadString(),
        reader.ReadString());

    private static void Write(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());

    private static List<T> Many<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.ReadInt32();
        var all = new List<T>(count);
        for (var i = 0; i < count; i++)
            all.Add(read(reader));
        return all;
    }

    private static string DigestOf(string file) =>
        File.Exists(file) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : Absent;
}
