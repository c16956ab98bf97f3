using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>Upstreams that answer what the table of docs/security.md says, byte for byte.</summary>
public sealed class UpstreamShapeTests
{
    private const string Heading = "Answers of upstreams";

    public static TheoryData<string> Rows => HttpClientWays.RowsOf(Heading);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_client_gets_what_is_written(string name)
    {
        var row = SecurityTable.Row(Heading, name);
        await using var upstream = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Concat(SecurityTable.Code(row[1]))), stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{upstream.Url}\"");
        var exchange = await RawExchange.Send(
            proxy.Port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", _ => false);

        if (row[2] == "broken off")
            Assert.DoesNotContain("\r\n0\r\n\r\n", exchange.Text, StringComparison.Ordinal);
        else
            Assert.Equal(int.Parse(row[2].Split(' ')[0], provider: null), Assert.Single(exchange.Statuses));
        Expectation.Of(row[2]).HoldsFor(exchange.Text);
        if (row[2] is "502" or "broken off")
            await Eventually.Holds(() => proxy.Log.Lines.Count > 0);
        Assert.Equal(row[2] is "502" or "broken off" ? 1 : 0, proxy.Log.Lines.Count);
        Assert.All(
            proxy.Log.Lines,
            line => Assert.StartsWith($"upstream: upstream 'site:test': server {upstream.Url} ", line));
    }
}
