using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Compiling;
using ScriptProxy.Scripting.Declaring;
using ScriptProxy.Scripting.Definitions;
using ScriptProxy.Scripting.Keeping;
using ScriptProxy.Scripting.Outside;
using ScriptProxy.Scripting.Pitfalls;
using ScriptProxy.Scripting.Running;

namespace ScriptProxy.Scripting;

/// <summary>
/// The door to scripts: compiles a site's <c>.csx</c>, runs its top level once and gives what it declared. One for the
/// life of the proxy.
/// </summary>
/// <param name="loadLimit">How long the top level of a script may take.</param>
/// <param name="program">What compiles, in a process of its own; null to compile in this one.</param>
/// <param name="time">What says how old files are; null for the system's clock.</param>
public sealed class ScriptLibrary(TimeSpan loadLimit, CompilerProgram? program = null, TimeProvider? time = null)
    : IDisposable
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    private static readonly TimeSpan CompileLimit = TimeSpan.FromSeconds(60);

    private readonly OutsideCompiler? _outside =
        program is null ? null : new(program, Inside, CompileLimit, time ?? TimeProvider.System);

    // A start whose scripts are all kept does not load the compiler.
    private readonly Lazy<IScriptCompiler> _inside = new(Inside);

    /// <summary>A library whose scripts must have loaded within 10 s.</summary>
    public ScriptLibrary(CompilerProgram? program = null)
        : this(TimeSpan.FromSeconds(10), program)
    {
    }

    /// <summary>Has the compiler started early when one of these scripts will need it.</summary>
    /// <param name="scripts">Full paths.</param>
    /// <param name="keptIn">Where compiled scripts are kept; null for nowhere.</param>
    public void Expect(IEnumerable<string> scripts, string? keptIn)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        if (_outside is not null && scripts.Where(File.Exists).Any(script => !IsKept(script, keptIn)))
            _outside.Prepare();
    }

    /// <summary>Loads a script. Mistakes of its author are diagnostics of what is returned.</summary>
    public LoadedScript Load(ScriptRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!TryRead(request, out var text, out var problem))
            return new LoadedScript(null, [problem], [request.File], null);

        var source = new ScriptSource(request.File, text, [.. request.Plugins.Select(plugin => File.ReadAllBytes(plugin.File))]);
        var compiled = request.KeptIn is { } folder ? FindOrCompile(source, new KeptScripts(folder)) : Compile(source);
        if (_outside?.Complaint(request.File) is { } complaint)
            compiled = compiled with { Diagnostics = [.. compiled.Diagnostics, complaint] };
        if (compiled.Image is { } image)
            return Run(request, compiled, image);
        return compiled.Diagnostics.Any(found => found.Severity == Severity.Error)
            ? new LoadedScript(null, compiled.Diagnostics, compiled.Files, null)
            : Empty(request, compiled);
    }

    /// <summary>How many scripts the compiler was asked for.</summary>
    internal int Compilations { get; private set; }

    /// <summary>Ends the process that compiles, if there is one. What was loaded is the caller's.</summary>
    public void Dispose() => _outside?.Dispose();

    private CompiledScript FindOrCompile(ScriptSource source, KeptScripts kept)
    {
        if (kept.Find(source) is { } found)
            return found;
        var began = _time.GetUtcNow().UtcDateTime;
        var compiled = Compile(source);
        if (compiled.Diagnostics.All(diagnostic => diagnostic.Severity == Severity.Warning))
            kept.Keep(source, compiled, began);
        return compiled;
    }

    private CompiledScript Compile(ScriptSource source)
    {
        Compilations++;
        return (_outside ?? _inside.Value).Compile(source);
    }

    private static bool IsKept(string script, string? keptIn) =>
        keptIn is not null && new KeptScripts(keptIn).IsLikely(script);

    private static ScriptCompiler Inside() => new(new FrameworkReferences());

    private static bool TryRead(ScriptRequest request, out byte[] text, out Diagnostic problem)
    {
        (text, problem) = (null!, null!);
        try
        {
            text = File.ReadAllBytes(request.File);
            return true;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = ScriptDiagnostics.Missing(request.NamedAt, request.File);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = ScriptDiagnostics.Unreadable(request.NamedAt, request.File, error.Message);
        }

        return false;
    }

    private static LoadedScript Empty(ScriptRequest request, CompiledScript compiled)
    {
        var nothing = ScriptDiagnostics.DeclaresNothing(new SourcePlace(request.File));
        return new LoadedScript(
            new SiteDefinition { Name = request.Site }, [.. compiled.Diagnostics, nothing], compiled.Files, null);
    }

    private LoadedScript Run(ScriptRequest request, CompiledScript compiled, ScriptImage image)
    {
        var context = new ScriptLoadContext(request.File, image, request.Plugins.Select(plugin => plugin.Assembly));
        var ledger = new LoadLedger(request.File);
        var site = new SiteBuilder(request, ledger);
        var globals = new SiteScript(site, request.Shared, request.Client);
        var outcome = new ScriptRun(context.Open(image), image, loadLimit).Run(globals);
        var definition = Conclude(request.File, outcome, site, ledger);

        var all = compiled.Diagnostics.Concat(ledger.Close()).ToList();
        if (definition is not null && all.TrueForAll(found => found.Severity == Severity.Warning))
            all.AddRange(PitfallRules.Find(definition));
        IReadOnlyList<Diagnostic> diagnostics = [.. all.OrderBy(found => found.Place)];
        IReadOnlyList<string> files = [.. compiled.Files, .. ledger.Watched];
        if (diagnostics.All(found => found.Severity == Severity.Warning))
            return new LoadedScript(definition, diagnostics, files, () => Unload(context));
        Unload(context);
        return new LoadedScript(null, diagnostics, files, null);
    }

    private SiteDefinition? Conclude(string file, RunOutcome outcome, SiteBuilder site, LoadLedger ledger)
    {
        var script = new SourcePlace(file);
        switch (outcome)
        {
            case RunOutcome.Threw threw:
                ledger.Report(ScriptDiagnostics.Threw(threw.Place ?? script, threw.Exception, threw.Message));
                return null;
            case RunOutcome.Abandoned:
                ledger.Close();
                ledger.Report(ScriptDiagnostics.TooSlow(script, loadLimit));
                return null;
        }

        var definition = site.Build();
        if (site.IsEmpty && !ledger.HasAny)
            ledger.Report(ScriptDiagnostics.DeclaresNothing(script));
        return definition;
    }

    private static void Unload(ScriptLoadContext context)
    {
        context.Unload();
        JsonCaches.Clear();
    }
}
