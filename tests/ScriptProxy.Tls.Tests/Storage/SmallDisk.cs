using System.Diagnostics;
using ScriptProxy.Testing;

namespace ScriptProxy.Tls.Tests.Storage;

/// <summary>A file system of 64 kilobytes in memory, which is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallDisk()
    {
        if (!Run("mount", "-t", "tmpfs", "-o", "size=64k", "none", _folder.Path))
            throw new InvalidOperationException("The file system cannot be mounted.");
    }

    public string Path => _folder.Path;

    public static bool IsPossible()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            using var disk = new SmallDisk();
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public void Fill()
    {
        try
        {
            using var rest = File.Create(System.IO.Path.Combine(Path, "rest"));
            while (true)
                rest.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // That is what was wanted.
        }
    }

    public void Dispose()
    {
        Run("umount", _folder.Path);
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
