using System.Buffers;
using System.Net;

namespace ScriptProxy.Observability.AccessLogs;

/// <summary>The combined format of Apache and nginx, byte for byte as nginx writes and escapes it.</summary>
internal sealed class CombinedFormat(TimeZoneInfo zone) : IAccessFormat
{
    public void Write(in AccessRecord record, IBufferWriter<byte> line)
    {
        WriteClient(line, record.Client);
        line.Write(" - "u8);
        EscapedText.Write(line, record.User);
        line.Write(" ["u8);
        line.WriteFormatted(TimeZoneInfo.ConvertTime(record.Time, zone), "dd/MMM/yyyy:HH:mm:ss ");
        WriteOffset(line, zone.GetUtcOffset(record.Time));
        line.Write("] \""u8);
        EscapedText.Write(line, record.Method);
        line.Write(" "u8);
        EscapedText.Write(line, record.Target);
        line.Write(" "u8);
        EscapedText.Write(line, record.Protocol);
        line.Write("\" "u8);
        line.WriteFormatted(record.Status);
        line.Write(" "u8);
        line.WriteFormatted(record.Bytes);
        line.Write(" \""u8);
        EscapedText.Write(line, record.Referer);
        line.Write("\" \""u8);
        EscapedText.Write(line, record.UserAgent);
        line.Write("\"\n"u8);
    }

    private static void WriteClient(IBufferWriter<byte> line, IPAddress? client)
    {
        if (client is null || ReferenceEquals(client, IPAddress.None))
            line.Write("unix:"u8);
        else
            line.WriteFormatted(client);
    }

    private static void WriteOffset(IBufferWriter<byte> line, TimeSpan offset)
    {
        line.Write(offset < TimeSpan.Zero ? "-"u8 : "+"u8);
        line.WriteFormatted(offset.Duration(), "hhmm");
    }
}
