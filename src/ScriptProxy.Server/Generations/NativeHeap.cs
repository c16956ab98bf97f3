using System.Runtime.InteropServices;

namespace ScriptProxy.Server.Generations;

/// <summary>
/// What the runtime itself has allocated, most of it for compiling. GNU's allocator keeps the most that a thread ever needed.
/// </summary>
internal static partial class NativeHeap
{
    /// <summary>Gives what is free of it back to the system, where the allocator knows how (malloc_trim(3)).</summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such thing, and needs none.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint kept);
}
