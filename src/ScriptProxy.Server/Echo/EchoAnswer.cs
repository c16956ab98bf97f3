using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ScriptProxy.Server.Echo;

/// <summary>Writes the request that came as JSON.</summary>
internal static class EchoAnswer
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(HttpContext http, string name, CancellationToken ended)
    {
        var body = await EchoBody.ReadAsync(http.Request.BodyReader, ended);
        if (http.Response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent
            or StatusCodes.Status304NotModified)
            return;
        var answer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(answer, Readable))
            WriteRequest(json, http, name, body);
        answer.Write("\n"u8);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = answer.WrittenCount;
        await http.Response.Body.WriteAsync(answer.WrittenMemory, ended);
    }

    private static void WriteRequest(Utf8JsonWriter json, HttpContext http, string name, EchoBody body)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        WriteRequestLine(json, http);
        WriteHeaders(json, "headers", http.Request.Headers);
        WriteBody(json, body);
        if (http.Features.Get<IHttpRequestTrailersFeature>() is { Available: true, Trailers.Count: > 0 } trailing)
            WriteHeaders(json, "trailers", trailing.Trailers);
        json.WriteEndObject();
    }

    private static void WriteRequestLine(Utf8JsonWriter json, HttpContext http)
    {
        json.WriteString("method", http.Request.Method);
        json.WriteString("target", http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        json.WriteString("path", http.Request.Path.Value);
        json.WriteString("query", http.Request.QueryString.Value);
        json.WriteString("protocol", http.Request.Protocol);
        json.WriteString("remote", $"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}");
    }

    private static void WriteHeaders(Utf8JsonWriter json, string name, IHeaderDictionary headers)
    {
        json.WriteStartObject(name);
        foreach (var (header, values) in headers)
        {
            if (values.Count == 1)
                json.WriteString(header, values[0]);
            else
                WriteArray(json, header, values.ToArray());
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, string?[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteBody(Utf8JsonWriter json, EchoBody body)
    {
        if (body.Text is not null)
            json.WriteString("body", body.Text);
        json.WriteNumber("body_bytes", body.Length);
        if (body.Sha256 is not null)
            json.WriteString("body_sha256", body.Sha256);
    }
}
