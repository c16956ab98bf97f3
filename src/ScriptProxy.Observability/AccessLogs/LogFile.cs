namespace ScriptProxy.Observability.AccessLogs;

/// <summary>A file that lines are appended to; opened when first written to, and again after a failure.</summary>
internal sealed class LogFile(string path) : IAccessTarget
{
    private const UnixFileMode OwnerWritesGroupReads =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private FileStream? _file;

    public string Name => path;

    public void Write(ReadOnlySpan<byte> lines)
    {
        _file ??= Open();
        try
        {
            // Its end is looked up each time, so that a file that was truncated in place is not filled up with zeros.
            if (_file.CanSeek)
                _file.Seek(0, SeekOrigin.End);
            _file.Write(lines);
        }
        catch (IOException)
        {
            Close();
            throw;
        }
    }

    public void Reopen()
    {
        Close();
        _file = Open();
    }

    public void Dispose() => Close();

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerWritesGroupReads;
        return new FileStream(path, options);
    }
}
