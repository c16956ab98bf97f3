namespace ScriptProxy.Observability.AccessLogs;

/// <summary>The process's standard output, past the console's own buffer and encoder.</summary>
internal sealed class StandardOutput(Stream stream) : IAccessTarget
{
    public string Name => "stdout";

    public void Write(ReadOnlySpan<byte> lines)
    {
        stream.Write(lines);
        stream.Flush();
    }

    public void Reopen()
    {
        // There is nothing behind it that a rotation could rename.
    }

    public void Dispose()
    {
        // The stream belongs to the process: a reload may come back to it.
    }
}
