using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ScriptProxy.Server;
using ScriptProxy.Server.Explaining;

namespace ScriptProxy.Cli.Output;

/// <summary>Writes an explanation for programs. The names are those of the records in snake case, and stay.</summary>
internal static class ExplanationJson
{
    public static string Of(ExplainRequest request, ExplainReport report, string currentDirectory)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower),
                new PlaceConverter(currentDirectory),
            },
        };
        var written = new JsonObject
        {
            ["request"] = new JsonObject
            {
                ["method"] = request.Method,
                ["url"] = request.Url.ToString(),
                ["from"] = request.From.ToString(),
            },
        };
        if (report.Listener is not null)
            written["listener"] = JsonSerializer.SerializeToNode(report.Listener, options);
        foreach (var (name, value) in JsonSerializer.SerializeToNode(report.Explanation, options)!.AsObject().ToList())
            written[name] = value?.DeepClone();
        return written.ToJsonString(options);
    }
}
