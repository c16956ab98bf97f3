using System.Security.Cryptography;
using System.Text;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Compiling;

namespace ScriptProxy.Scripting.Keeping;

/// <summary>
/// Compiled scripts in a folder, one file for each, so that a start whose scripts have not changed does without the compiler. A file
/// that does not fit, cannot be read or cannot be written means that the script is compiled.
/// </summary>
internal sealed class KeptScripts(string folder)
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Times of files are coarser than the clock.
    private static readonly TimeSpan ClockStep = TimeSpan.FromSeconds(2);

    /// <summary>Whether there is something newer than the script, at a glance that may err.</summary>
    public bool IsLikely(string script)
    {
        var path = PathOf(script);
        return File.Exists(path) && File.GetLastWriteTimeUtc(path) >= File.GetLastWriteTimeUtc(script);
    }

    /// <summary>What was kept of a script, if all that it was compiled from is still the same.</summary>
    public CompiledScript? Find(ScriptSource source)
    {
        var path = PathOf(source.File);
        try
        {
            // Whoever can write it decides what the proxy runs.
            return File.Exists(path) && !FileTrust.IsWritableByEveryone(path)
                && KeptScript.Read(File.ReadAllBytes(path)) is { } kept && kept.Stamp == source.Stamp() && kept.IsCurrent()
                    ? kept.Script
                    : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps a script in place of what was kept of it before.</summary>
    /// <param name="source">What it was compiled from.</param>
    /// <param name="script">What came of it.</param>
    /// <param name="began">When the compiler began, in UTC.</param>
    public void Keep(ScriptSource source, CompiledScript script, DateTime began)
    {
        // The compiler may have read a file as it was before it changed.
        if (script.Image is null || script.Files.Any(file => file != source.File && ChangedSince(file, began - ClockStep)))
            return;
        var path = PathOf(source.File);
        var beside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            MakeFolder(Path.GetDirectoryName(folder)!);
            MakeFolder(folder);
            File.WriteAllBytes(beside, new KeptScript(source.Stamp(), script).Write());
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The disk is full, or the folder is somebody else's: the next start compiles again.
            if (File.Exists(beside))
                File.Delete(beside);
        }
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Owners);
    }

    private static bool ChangedSince(string file, DateTime moment) => File.Exists(file) && File.GetLastWriteTimeUtc(file) >= moment;

    private string PathOf(string script) =>
        Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)))[..32]}.script");
}
