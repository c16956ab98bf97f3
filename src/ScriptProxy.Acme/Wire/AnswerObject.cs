using System.Text.Json;
using ScriptProxy.Acme.Problems;

namespace ScriptProxy.Acme.Wire;

/// <summary>A JSON object of the CA's; reading a field that is not as it must be is an error that names it.</summary>
internal sealed class AnswerObject
{
    private readonly string _what;
    private readonly JsonElement _object;

    private AnswerObject(string what, JsonElement element)
    {
        _what = what;
        _object = element.ValueKind == JsonValueKind.Object ? element : throw Nonsense("is no JSON object");
    }

    /// <param name="what">What it should be, such as "order".</param>
    /// <param name="answer">The CA's answer.</param>
    public static AnswerObject Of(string what, CaAnswer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return new AnswerObject(what, document.RootElement.Clone());
        }
        catch (JsonException error)
        {
            throw new AcmeException(
                AcmeFault.Nonsense,
                $"what the CA sent as its {what} is no JSON ({answer.Url} answered {(int)answer.Status} {answer.MediaType})",
                error);
        }
    }

    public string Text(string name) => OptionalText(name) ?? throw Nonsense($"has no '{name}'");

    public string? OptionalText(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        _ => throw Nonsense($"has a '{name}' that is no text"),
    };

    public Uri Url(string name) => OptionalUrl(name) ?? throw Nonsense($"has no '{name}'");

    public Uri? OptionalUrl(string name) => OptionalText(name) is { } text ? ToUrl(name, text) : null;

    public IReadOnlyList<Uri> Urls(string name, int most) =>
        [.. Elements(name, most).Select(element => ToUrl(name, element.ValueKind == JsonValueKind.String ? element.GetString() : null))];

    public IReadOnlyList<AnswerObject> Objects(string name, string what, int most) =>
        [.. Elements(name, most).Select(element => new AnswerObject(what, element))];

    public AnswerObject? OptionalObject(string name, string what) =>
        Value(name) is { } value ? new AnswerObject(what, value) : null;

    public IReadOnlyDictionary<string, string> Texts() =>
        _object.EnumerateObject()
            .Where(member => member.Value.ValueKind == JsonValueKind.String)
            .DistinctBy(member => member.Name)
            .ToDictionary(member => member.Name, member => OneLine.Of(member.Value.GetString()));

    public IReadOnlyList<string> OptionalTexts(string name, int most) => Value(name) is null
        ? []
        : [.. Elements(name, most).Where(element => element.ValueKind == JsonValueKind.String).Select(element => element.GetString()!)];

    public bool Flag(string name) => Value(name) is { ValueKind: JsonValueKind.True };

    public DateTimeOffset Moment(string name) =>
        Value(name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var moment)
            ? moment
            : throw Nonsense($"has no time '{name}' in RFC 3339's form");

    public Problem? Problem(string name) => Value(name) is { } value ? ProblemReader.Read(value) : null;

    public T State<T>(string name)
        where T : struct, Enum
    {
        var text = Text(name);
        // Names only: Enum.Parse would take numbers too.
        return text.All(char.IsAsciiLetterLower) && Enum.TryParse<T>(text, ignoreCase: true, out var state)
            ? state
            : throw Nonsense($"has the {name} '{OneLine.Of(text)}', which RFC 8555 does not know");
    }

    private JsonElement.ArrayEnumerator Elements(string name, int most)
    {
        if (Value(name) is not { ValueKind: JsonValueKind.Array } list)
            throw Nonsense($"has no list '{name}'");
        return list.GetArrayLength() <= most ? list.EnumerateArray() : throw Nonsense($"has more than {most} '{name}'");
    }

    private JsonElement? Value(string name) =>
        _object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private Uri ToUrl(string name, string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
            ? url
            : throw Nonsense($"has a '{name}' that is no https url");

    private AcmeException Nonsense(string what) => new(AcmeFault.Nonsense, $"the CA's {_what} {what}");
}
