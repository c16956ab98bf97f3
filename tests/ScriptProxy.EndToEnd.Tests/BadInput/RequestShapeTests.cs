namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>
/// Sends what the table of docs/security.md says, byte for byte, and behind what is refused a request that must not be
/// served.
/// </summary>
public sealed class RequestShapeTests(RequestShapes shapes) : IClassFixture<RequestShapes>
{
    private const string Heading = "Requests";
    private const string Next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";

    public static TheoryData<string> Rows => HttpClientWays.RowsOf(Heading);

    [Fact]
    public void The_table_has_what_was_asked_for() => Assert.InRange(SecurityTable.Rows(Heading).Count, 100, 1000);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_answer_is_as_written(string name)
    {
        var row = SecurityTable.Row(Heading, name);
        shapes.Backend.Requests.Clear();
        if (row[2].StartsWith("200", StringComparison.Ordinal))
            await IsPassedOn(row);
        else
            await IsRefused(row);
        Assert.Empty(shapes.LinesOfRequests);
    }

    [NginxTheory]
    [MemberData(nameof(Rows))]
    public async Task What_nginx_answers_is_as_written(string name)
    {
        var row = SecurityTable.Row(Heading, name);
        var cell = row.Length > 3 && row[3].Length > 0 ? row[3] : row[2];
        var exchange = await RawExchange.Send(
            shapes.NginxPort, SecurityTable.Code(row[1])[0],
            text => text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal));
        Assert.Equal(
            cell.Split(' ')[0], exchange.Statuses is [var status, ..] ? $"{status}" : HasNoHead(exchange.Text));
    }

    private static string HasNoHead(string text) => text.Length > 0 ? "0.9" : "closed";

    private async Task IsRefused(string[] row)
    {
        var exchange = await RawExchange.Send(shapes.Proxy.Port, SecurityTable.Code(row[1])[0] + Next, _ => false);

        Assert.Equal(row[2] == "closed" ? [] : [int.Parse(row[2], provider: null)], exchange.Statuses);
        Assert.True(exchange.Closed);
        foreach (var word in new[] { "Server:", "Kestrel", "ScriptProxy", "   at ", "Exception" })
            Assert.DoesNotContain(word, exchange.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(shapes.Backend.Requests);
    }

    private async Task IsPassedOn(string[] row)
    {
        var exchange = await RawExchange.Send(
            shapes.Proxy.Port, SecurityTable.Code(row[1])[0],
            text => text.EndsWith("\r\n\r\nok", StringComparison.Ordinal));

        Assert.Equal([200], exchange.Statuses);
        var received = Assert.Single(shapes.Backend.Requests);
        Expectation.Of(row[2]).HoldsFor(received);
    }
}
