using System.Buffers;

namespace ScriptProxy.Observability.AccessLogs;

/// <summary>Formats records and hands them to a target in batches; used by the writing loop alone.</summary>
internal sealed class AccessSink(IAccessFormat format, IAccessTarget target) : IDisposable
{
    private const int BatchSize = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _batch = new(BatchSize);

    // A write that failed may have left half a line, which must not run into the next one.
    private bool _torn;
    private int _lines;
    private long _lost;

    /// <summary>Where the lines go, for messages.</summary>
    public string Name => target.Name;

    /// <summary>Formats a record; a full batch is written at once.</summary>
    public IOException? Add(in AccessRecord record)
    {
        if (_torn && _batch.WrittenCount == 0)
            _batch.Write("\n"u8);
        format.Write(record, _batch);
        _lines++;
        return _batch.WrittenCount >= BatchSize - BatchSize / 8 ? Flush() : null;
    }

    /// <summary>Writes what was collected; gives the reason when that failed.</summary>
    public IOException? Flush()
    {
        if (_lines == 0)
            return null;
        try
        {
            target.Write(_batch.WrittenSpan);
            _torn = false;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _torn = true;
            _lost += _lines;
            return e as IOException ?? new IOException(e.Message, e);
        }
        finally
        {
            _lines = 0;
            _batch.ResetWrittenCount();
        }
    }

    /// <summary>Records that were lost since the last call because the target failed.</summary>
    public long TakeLost()
    {
        var lost = _lost;
        _lost = 0;
        return lost;
    }

    /// <summary>Opens the target anew, after a rotation renamed its file.</summary>
    public void Reopen() => target.Reopen();

    public void Dispose()
    {
        target.Dispose();
        (format as IDisposable)?.Dispose();
    }
}
