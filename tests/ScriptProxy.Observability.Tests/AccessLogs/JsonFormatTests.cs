using System.Buffers;
using System.Text;
using ScriptProxy.Observability.AccessLogs;

namespace ScriptProxy.Observability.Tests.AccessLogs;

public sealed class JsonFormatTests
{
    [Fact]
    public void Writes_every_member_in_a_fixed_order() =>
        Assert.Equal(
            """
            {"time":"2026-11-23T10:11:12.345Z","client":"192.0.2.7","user":null,"method":"GET",
            "host":"app.example.com","target":"/a?b=c","protocol":"HTTP/1.1","status":200,"bytes":512,
            "duration_ms":12.346,"site":"app","route":null,"upstream":"backend","server":"http://127.0.0.1:3000",
            "referer":"https://example.com/","user_agent":"curl/8.0"}
            """.ReplaceLineEndings("") + "\n",
            Format(AccessRecords.For("/a?b=c")));

    [Theory]
    [InlineData("a\"\n", @"""a\""\n""")]
    [InlineData("\u001b[31m", @"""\u001B[31m""")]
    public void Keeps_hostile_text_within_its_string(string userAgent, string expected) =>
        Assert.EndsWith(
            $"\"user_agent\":{expected}}}\n", Format(AccessRecords.For("/") with { UserAgent = userAgent }));

    // An attribute cannot hold half a surrogate pair.
    [Fact]
    public void Replaces_half_a_surrogate_pair() =>
        Assert.EndsWith("\"user_agent\":\"\\uFFFD\"}\n", Format(AccessRecords.For("/") with { UserAgent = "\ud83d" }));

    private static string Format(AccessRecord record)
    {
        using var format = new JsonFormat();
        var line = new ArrayBufferWriter<byte>();
        format.Write(record, line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
