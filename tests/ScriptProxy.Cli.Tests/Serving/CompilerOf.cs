using System.Diagnostics;
using System.Globalization;
using ScriptProxy.Scripting;

namespace ScriptProxy.Cli.Tests.Serving;

/// <summary>Finds the process that compiles for a proxy, by its parent, as Linux tells it.</summary>
internal static class CompilerOf
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Waits until there is one, other than one that was there before.</summary>
    public static async Task<int> Appears(int proxy, int? before = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            if (Find(proxy) is { } found && found != before)
                return found;
            await Task.Delay(2, limit.Token);
        }
    }

    public static Task Disappears(int proxy) => Until(() => Find(proxy) is null);

    /// <summary>Waits until a process has ended.</summary>
    public static Task Ended(int process) => Until(() => Parent(process) is null);

    public static async Task Signal(int process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The parts of Roslyn that a process has in its memory.</summary>
    public static IEnumerable<string> RoslynIn(int process) =>
        File.ReadLines($"/proc/{process}/maps")
            .Where(line => line.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));

    /// <summary>The sockets that a process has open, by the kernel's names.</summary>
    public static IReadOnlyList<string> Sockets(int process) =>
    [
        .. Directory.GetFiles($"/proc/{process}/fd")
            .Select(Opened)
            .OfType<string>()
            .Where(name => name.StartsWith("socket:", StringComparison.Ordinal)),
    ];

    // Null for one that was closed after it was listed.
    private static string? Opened(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
            await Task.Delay(20, limit.Token);
    }

    private static int? Find(int proxy) => Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
        .Where(id => id > 0 && Parent(id) == proxy)
        .Where(id => Read(id, "cmdline").Contains(CompilerProgram.Command, StringComparison.Ordinal))
        .Cast<int?>()
        .FirstOrDefault();

    // Behind the name in parentheses stand the state and the parent. One that has ended may stand there still.
    private static int? Parent(int process)
    {
        var stat = Read(process, "stat");
        var words = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [not "Z", var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : null;
    }

    private static string Read(int process, string name)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{name}");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
