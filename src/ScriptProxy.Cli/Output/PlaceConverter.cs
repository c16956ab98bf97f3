using System.Text.Json;
using System.Text.Json.Serialization;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Cli.Output;

/// <summary>
/// Writes a place as file, line and column, with the path as it is reached from the current directory.
/// </summary>
internal sealed class PlaceConverter(string currentDirectory) : JsonConverter<SourcePlace>
{
    public override SourcePlace Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Explanations are only written.");

    public override void Write(Utf8JsonWriter writer, SourcePlace value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("file", ShownPath.From(currentDirectory, value.File));
        writer.WriteNumber("line", value.Line);
        writer.WriteNumber("column", value.Column);
        writer.WriteEndObject();
    }
}
