using System.Text.Json;

namespace ScriptProxy.Acme.Problems;

/// <summary>Reads problem documents and takes what it understands of them: they come when something is wrong already.</summary>
internal static class ProblemReader
{
    private const string Prefix = "urn:ietf:params:acme:error:";
    private const int MostParts = 20;

    /// <summary>The problem; null when the bytes are no JSON object.</summary>
    public static Problem? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The problem; null when the element is no object.</summary>
    public static Problem? Read(JsonElement element) => Read(element, withParts: true);

    private static Problem? Read(JsonElement element, bool withParts)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        var type = Text(element, "type") ?? "";
        return new Problem(
            type.StartsWith(Prefix, StringComparison.Ordinal) ? type[Prefix.Length..] : type, Text(element, "detail") ?? "")
        {
            Status = Number(element, "status"),
            Identifier = element.TryGetProperty("identifier", out var name) ? Text(name, "value") : null,
            Instance = Text(element, "instance"),
            Parts = withParts ? Parts(element) : [],
        };
    }

    private static IReadOnlyList<Problem> Parts(JsonElement element) =>
        element.TryGetProperty("subproblems", out var parts) && parts.ValueKind == JsonValueKind.Array
            ? [.. parts.EnumerateArray().Take(MostParts).Select(part => Read(part, withParts: false)).OfType<Problem>()]
            : [];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? OneLine.Of(value.GetString())
            : null;

    private static int Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
            ? number
            : 0;
}
