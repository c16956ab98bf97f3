using System.Reflection;

namespace ScriptProxy.Cli.Starter;

/// <summary>The files of a new proxy; they travel in the assembly, named by their paths.</summary>
internal sealed class StarterFiles(string folder)
{
    private const string Prefix = "starter/";

    // Every user who may write a script may run code as the proxy, so nobody but the owner may.
    private const UnixFileMode OwnerWrites =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly Assembly Home = typeof(StarterFiles).Assembly;

    /// <summary>Paths below the folder.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Home.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Those that are in the folder already.</summary>
    public IReadOnlyList<string> FindExisting() => [.. Names.Where(name => Path.Exists(Path.Combine(folder, name)))];

    /// <summary>Writes all.</summary>
    /// <exception cref="IOException">One cannot be written, or has appeared meanwhile.</exception>
    public async Task WriteAsync(CancellationToken stop)
    {
        foreach (var name in Names)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var template = Home.GetManifestResourceStream(Prefix + name)!;
            await using var file = new FileStream(path, Creating());
            await template.CopyToAsync(file, stop);
        }
    }

    private static FileStreamOptions Creating()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerWrites;
        return options;
    }
}
