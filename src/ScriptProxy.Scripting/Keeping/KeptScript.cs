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
        var files = reader.ReadMany(one => (Path: one.ReadString(), Digest: one.ReadString()));
        var script = new CompiledScript
        {
            Files = [.. files.Select(file => file.Path)],
            Diagnostics = reader.ReadMany(ScriptParts.ReadDiagnostic),
            Image = reader.ReadImage(),
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
        writer.WriteMany([.. Script.Files.Zip(_digests)], WriteFile);
        writer.WriteMany(Script.Diagnostics, ScriptParts.WriteDiagnostic);
        writer.WriteImage(Script.Image!);
        writer.Flush();
        stream.Write(SHA256.HashData(stream.ToArray()));
        return stream.ToArray();
    }

    private static void WriteFile(BinaryWriter writer, (string Path, string Digest) file)
    {
        writer.Write(file.Path);
        writer.Write(file.Digest);
    }

    private static string DigestOf(string file) =>
        File.Exists(file) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : Absent;
}
