using System.Text;
using ScriptProxy.Observability.AccessLogs;

namespace ScriptProxy.Observability.Tests.AccessLogs;

public sealed class AccessSinkTests
{
    [Fact]
    public void Begins_a_new_line_after_one_that_was_cut_off()
    {
        using var target = new FullDisk();
        using var sink = new AccessSink(new CombinedFormat(TimeZoneInfo.Utc), target);
        sink.Add(AccessRecords.For("/lost"));
        Assert.Equal("disk full", sink.Flush()?.Message);
        Assert.Equal(1, sink.TakeLost());

        sink.Add(AccessRecords.For("/kept"));
        Assert.Null(sink.Flush());

        Assert.StartsWith("\n192.0.2.7", target.Written);
    }

    /// <summary>Fails the first write, as a disk that is full and then cleared.</summary>
    private sealed class FullDisk : IAccessTarget
    {
        private bool _failed;

        public string Name => "disk";

        public string Written { get; private set; } = "";

        public void Write(ReadOnlySpan<byte> lines)
        {
            if (!_failed)
            {
                _failed = true;
                throw new IOException("disk full");
            }

            Written += Encoding.UTF8.GetString(lines);
        }

        public void Reopen()
        {
        }

        public void Dispose()
        {
        }
    }
}
