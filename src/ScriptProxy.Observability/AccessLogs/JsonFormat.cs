using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScriptProxy.Observability.AccessLogs;

/// <summary>One JSON object a line, with the same names in every line.</summary>
internal sealed class JsonFormat : IAccessFormat, IDisposable
{
    private const double MillisecondDigits = 1000;

    // Its output is read by machines as JSON, never as HTML, so only what JSON itself needs is escaped.
    private readonly Utf8JsonWriter _json = new(
        Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public void Write(in AccessRecord record, IBufferWriter<byte> line)
    {
        _json.Reset(line);
        _json.WriteStartObject();
        _json.WriteString("time"u8, record.Time.UtcDateTime);
        _json.WriteString("client"u8, Client(record.Client));
        _json.WriteString("user"u8, record.User);
        _json.WriteString("method"u8, record.Method);
        _json.WriteString("host"u8, record.Host);
        _json.WriteString("target"u8, record.Target);
        _json.WriteString("protocol"u8, record.Protocol);
        _json.WriteNumber("status"u8, record.Status);
        _json.WriteNumber("bytes"u8, record.Bytes);
        _json.WriteNumber(
            "duration_ms"u8, Math.Round(record.Duration.TotalMilliseconds * MillisecondDigits) / MillisecondDigits);
        _json.WriteString("site"u8, record.Site);
        _json.WriteString("route"u8, record.Route);
        _json.WriteString("upstream"u8, record.Upstream);
        _json.WriteString("server"u8, record.Server);
        _json.WriteString("referer"u8, record.Referer);
        _json.WriteString("user_agent"u8, record.UserAgent);
        _json.WriteEndObject();
        _json.Flush();
        line.Write("\n"u8);
    }

    public void Dispose() => _json.Dispose();

    private static string Client(IPAddress? client) =>
        client is null || ReferenceEquals(client, IPAddress.None) ? "unix:" : client.ToString();
}
