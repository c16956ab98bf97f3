namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>
/// Sends frames with what the table of docs/security.md says, besides what makes up an ordinary request.
/// </summary>
public sealed class Http2ShapeTests(RequestShapes shapes) : IClassFixture<RequestShapes>
{
    private const string Heading = "HTTP/2";

    public static TheoryData<string> Rows => SecurityTable.Names(Heading);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_answer_is_as_written(string name)
    {
        var row = SecurityTable.Row(Heading, name);
        shapes.Backend.Requests.Clear();
        using var connection = await Http2Connection.Open(shapes.Http2Port);
        await connection.Send(Http2Bytes.Request(1, Fields(SecurityTable.Code(row[1]))));

        Assert.Equal(row[2].Split(' ')[0], await connection.Outcome());
        if (row[2].StartsWith("200", StringComparison.Ordinal))
            Expectation.Of(row[2]).HoldsFor(Assert.Single(shapes.Backend.Requests));
        else
            Assert.Empty(shapes.Backend.Requests);
        Assert.Empty(shapes.LinesOfRequests);
    }

    [Fact]
    public async Task A_refused_request_leaves_the_others_of_its_connection_alone()
    {
        using var connection = await Http2Connection.Open(shapes.Http2Port);
        await connection.Send(Http2Bytes.Request(1, Fields([":path = /a#b"])));
        Assert.Equal("400", await connection.Outcome());
        await connection.Send(Http2Bytes.Request(3, Fields([])));
        Assert.Equal("200", await connection.Outcome());
    }

    // "name = value" replaces a pseudo-header and adds any other; "+" adds in any case, "-" takes away.
    private static List<(string Name, string Value)> Fields(IReadOnlyList<string> changes)
    {
        List<(string Name, string Value)> fields =
            [(":method", "GET"), (":scheme", "http"), (":authority", "a"), (":path", "/")];
        foreach (var change in changes)
        {
            var (name, value) = change.Split(" = ", 2) is [var first, var second] ? (first, second) : (change, "");
            var at = fields.FindIndex(field => field.Name == name.TrimStart('-'));
            if (name.StartsWith('-'))
                fields.RemoveAt(at);
            else if (name.StartsWith(':') && at >= 0)
                fields[at] = (name, value);
            else
                fields.Add((name.TrimStart('+'), value));
        }

        return fields;
    }
}
