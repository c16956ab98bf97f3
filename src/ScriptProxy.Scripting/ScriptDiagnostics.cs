using System.Globalization;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting;

/// <summary>
/// Every mistake that a script as a whole can make, one factory each. What its calls can get wrong stands in
/// <c>DeclarationDiagnostics</c>.
/// </summary>
internal static class ScriptDiagnostics
{
    private const StringSplitOptions LineSplit = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    public static Diagnostic Missing(SourcePlace namedAt, string file) => Diagnostic.Error(
        namedAt, "SP2001",
        $"script '{file}' does not exist; create it, or mend the path, which is relative to this file");

    public static Diagnostic Unreadable(SourcePlace namedAt, string file, string reason) => Diagnostic.Error(
        namedAt, "SP2002",
        $"script '{file}' cannot be read: {OneLine(reason)}; give the proxy's user the right to read it");

    public static Diagnostic WritableByEveryone(string file) => Diagnostic.Error(
        new SourcePlace(file), "SP2003",
        $"'{Path.GetFileName(file)}' may be written by everyone on this machine, who could then run code in " +
        "the proxy; run 'chmod o-w' on it");

    public static Diagnostic PackagesNotSupported(SourcePlace place, string reference) => Diagnostic.Error(
        place, "SP2004",
        $"'#r \"{reference}\"' is not supported yet; put the package's DLL beside the script and use '#r " +
        "\"file.dll\"'");

    public static Diagnostic DynamicRefused(SourcePlace place) => Diagnostic.Error(
        place, "SP2005",
        "'dynamic' keeps a script in memory after every reload; use a type of your own, or 'JsonElement' " +
        "for JSON");

    public static Diagnostic Threw(SourcePlace place, string exception, string message) => Diagnostic.Error(
        place, "SP2006",
        $"the script threw '{exception}' while loading: {OneLine(message)}; catch it, or move the code into " +
        "a lambda that runs per request");

    public static Diagnostic TooSlow(SourcePlace place, TimeSpan limit) => Diagnostic.Error(
        place, "SP2007",
        $"'{Path.GetFileName(place.File)}' did not finish loading within {Seconds(limit)}; its top level " +
        "only declares: move loops and waiting into lambdas or 'Every'");

    public static Diagnostic DeclaresNothing(SourcePlace place) => Diagnostic.Warning(
        place, "SP2008",
        $"'{Path.GetFileName(place.File)}' declares nothing; add a route, " +
        $"'Map(\"/{{**path}}\").To(\"name\")', or take the script out of proxy.toml");

    public static Diagnostic NotGuarded(SourcePlace place, string reason) => Diagnostic.Warning(
        place, "SP2009",
        $"the loops of '{Path.GetFileName(place.File)}' run without a guard against never ending " +
        $"({OneLine(reason)}); write them in a simpler form and report this");

    public static Diagnostic UnreadableAssembly(SourcePlace place, string file, string reason) => Diagnostic.Error(
        place, "SP2010",
        $"'{Path.GetFileName(file)}' cannot be read: {OneLine(reason)}; give the proxy's user the right to " +
        "read it");

    public static Diagnostic Blocks(SourcePlace place, string member, string instead) => Diagnostic.Warning(
        place, "SP2011",
        $"'{member}' holds its thread while it waits, and all requests that share it; use {instead}, or do it at load");

    public static Diagnostic CompilerLost(string file, string reason) => Diagnostic.Error(
        new SourcePlace(file), "SP2021",
        $"the process that compiles scripts ended while it compiled '{Path.GetFileName(file)}' ({OneLine(reason)}); " +
        "save the file once more, or reload, and a new one tries it");

    public static Diagnostic CompilerStuck(string file, TimeSpan limit) => Diagnostic.Error(
        new SourcePlace(file), "SP2022",
        $"the process that compiles scripts did not get '{Path.GetFileName(file)}' done within {Seconds(limit)} " +
        "and was ended; make the script smaller, or reload when the machine has less to do");

    public static Diagnostic CompiledInside(string file, string program, string reason) => Diagnostic.Warning(
        new SourcePlace(file), "SP2023",
        "scripts are compiled inside the proxy, which then keeps the compiler's memory, because the process that " +
        $"should do it does not start ({OneLine(reason)}); restart the proxy, whose user must be able to execute '{program}'");

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], LineSplit)).TrimEnd('.');

    private static string Seconds(TimeSpan limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.###} s");
}
