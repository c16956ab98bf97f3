using ScriptProxy.Forwarding.Tests.Exchanges;

namespace ScriptProxy.Forwarding.Tests.Shapes;

public sealed class OracleTests
{
    [Fact]
    public async Task Answers_are_those_that_HttpClient_reads_or_refused_on_purpose()
    {
        List<AnswerShape> shapes = [.. HandWrittenShapes.All];
        Assert.True(shapes.Count >= 200, $"only {shapes.Count} shapes");

        await AssertSame(shapes);
    }

    [Fact]
    public async Task So_are_answers_that_nobody_has_thought_of() =>
        await AssertSame([.. GeneratedShapes.Of(seed: 1, count: 400)]);

    private static async Task AssertSame(List<AnswerShape> shapes)
    {
        var differences = await Differences(shapes);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static async Task<List<string>> Differences(List<AnswerShape> shapes)
    {
        await using var server = new ShapeServer(shapes);
        await using var proxy = await SmallProxy.Start(server.Port);
        using var client = new ShapeClient();
        var differences = new List<string>();
        for (var i = 0; i < shapes.Count; i++)
        {
            var expected = await client.Ask($"{server.Url}/{i}", shapes[i]);
            var found = await client.Ask($"{proxy.Url}/{i}", shapes[i]);
            if (found.StartsWith("502 ", StringComparison.Ordinal) && proxy.NextOutcome().Phase != ForwardPhase.Done)
                found = ShapeClient.Failed;
            if (found != expected && (found != ShapeClient.Failed || !shapes[i].IsStricter))
                differences.Add($"{shapes[i].Name}: HttpClient {Short(expected)}, here {Short(found)}");
            while (proxy.Outcomes.TryTake(out _))
            {
                // The next shape's is looked at.
            }
        }

        return differences;
    }

    private static string Short(string text) => text.Length > 200 ? text[..200] : text;
}
