using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ScriptProxy.Tls.Storage;

/// <summary>
/// Makes folders for their owner alone, and puts on the disk which names a folder has: after a power cut a file may be
/// there whole, and its folder still have the old one under its name. .NET opens no folders, so Linux is asked;
/// elsewhere nothing is done.
/// </summary>
internal static partial class FolderEntries
{
    private const UnixFileMode OwnersFolder =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // O_RDONLY and O_CLOEXEC of <fcntl.h>.
    private const int ReadOnly = 0x80000;

    /// <summary>Makes a folder, unless it is there, and closes it to others.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        var parentsOfNew = new List<string>();
        for (var one = folder; !Directory.Exists(one) && Path.GetDirectoryName(one) is { } parent; one = parent)
            parentsOfNew.Add(parent);
        Directory.CreateDirectory(folder, OwnersFolder);
        if (File.GetUnixFileMode(folder) != OwnersFolder)
            File.SetUnixFileMode(folder, OwnersFolder);
        foreach (var parent in parentsOfNew)
            Flush(parent);
    }

    /// <summary>Returns when they are there; false when nothing could be done for it.</summary>
    /// <exception cref="IOException">The disk has failed.</exception>
    public static bool Flush(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        using var handle = Open(folder, ReadOnly);
        if (handle.IsInvalid)
            return false;
        RandomAccess.FlushToDisk(handle);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}
