using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Pitfalls;

/// <summary>What a script may say, and seldom means; one factory each.</summary>
internal static class PitfallDiagnostics
{
    public static Diagnostic JoinedPath(
        SourcePlace place, string pattern, string template, string parameter, string example) => Diagnostic.Warning(
        place, "SP2180",
        $"route '{pattern}' puts what '{{{parameter}}}' captured right behind other text in '{template}', so that " +
        $"'{example}' comes out; put a slash before '{{{parameter}}}'");

    public static Diagnostic JoinedHost(SourcePlace place, string pattern, string template, string parameter) =>
        Diagnostic.Warning(
            place, "SP2181",
            $"route '{pattern}' lets what the client wrote continue the host in '{template}', and so redirect to any " +
            $"host; put a slash before '{{{parameter}}}'");

    public static Diagnostic OnlyItself(SourcePlace place, string pattern, string below) => Diagnostic.Warning(
        place, "SP2182",
        $"route '{pattern}' matches only that path and nothing below it; for all below it as well write '{below}'");

    public static Diagnostic Hidden(
        SourcePlace place, string pattern, string by, SourcePlace byPlace, string because) =>
        Diagnostic.Warning(
            place, "SP2183",
            $"route '{pattern}' can never match, because route '{by}' at " +
            $"{byPlace with { File = Path.GetFileName(byPlace.File) }} takes all that it could, and {because}; change " +
            "their 'Order', add a condition to that one, or remove this one");

    public static Diagnostic ShortSocketTimeout(SourcePlace place, string pattern, string time) => Diagnostic.Warning(
        place, "SP2184",
        $"route '{pattern}' looks like WebSockets and has an 'IdleTimeout' of {time}, after which quiet connections are " +
        "cut; leave it out for 24 hours, or let the app ping more often");
}
