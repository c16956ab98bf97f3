using System.Text;
using ScriptProxy.Scripting.Compiling;

namespace ScriptProxy.Scripting.Outside;

/// <summary>
/// What the proxy and the process that compiles tell each other. Each message ends in something that cannot be read
/// from half a message.
/// </summary>
internal static class CompilerMessages
{
    /// <summary>Comes first, unasked: a program that was replaced on the disk makes other images.</summary>
    public static byte[] Greeting() => Message(writer => writer.Write(ScriptSource.CompilerVersion()));

    public static string ReadGreeting(BinaryReader reader) => reader.ReadString();

    public static byte[] Request(ScriptSource source) => Message(writer =>
    {
        writer.WriteBytes(source.Text);
        writer.WriteMany(source.Plugins, ScriptParts.WriteBytes);
        writer.Write(source.File);
    });

    /// <exception cref="EndOfStreamException">There are no more.</exception>
    public static ScriptSource ReadRequest(BinaryReader reader)
    {
        var text = ScriptParts.ReadBytes(reader);
        var plugins = reader.ReadMany(ScriptParts.ReadBytes);
        return new ScriptSource(reader.ReadString(), text, plugins);
    }

    public static byte[] Answer(CompiledScript script) => Message(writer =>
    {
        writer.Write(true);
        writer.Write(script.Image is not null);
        if (script.Image is { } image)
            writer.WriteImage(image);
        writer.WriteMany(script.Diagnostics, ScriptParts.WriteDiagnostic);
        writer.WriteMany(script.Files, (to, file) => to.Write(file));
    });

    public static byte[] Failure(Exception bug) => Message(writer =>
    {
        writer.Write(false);
        writer.Write(bug.ToString());
    });

    /// <exception cref="EndOfStreamException">The process has ended before the answer did.</exception>
    /// <exception cref="InvalidOperationException">The compiler has a bug, which the message tells.</exception>
    public static CompiledScript ReadAnswer(BinaryReader reader)
    {
        if (!reader.ReadBoolean())
            throw new InvalidOperationException($"The compiler failed: {reader.ReadString()}");
        var image = reader.ReadBoolean() ? reader.ReadImage() : null;
        var diagnostics = reader.ReadMany(ScriptParts.ReadDiagnostic);
        return new CompiledScript
        {
            Image = image,
            Diagnostics = diagnostics,
            Files = reader.ReadMany(one => one.ReadString()),
        };
    }

    private static byte[] Message(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
            write(writer);
        return stream.ToArray();
    }
}
