namespace ScriptProxy.Tls.Storage;

/// <summary>
/// Keeps a name to one holder at a time, among all processes that share the folder; given back when it is disposed, or when
/// the process ends, however it ends.
/// </summary>
public sealed class StoreLock : IDisposable
{
    // EWOULDBLOCK, and a sharing violation: what tells a lock that is held from a disk that is full.
    private const int HeldOnLinux = 11;
    private const int HeldOnMac = 35;
    private const int HeldOnWindows = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _held;

    private StoreLock(FileStream held) => _held = held;

    public void Dispose() => _held.Dispose();

    /// <summary>The lock, or null when somebody else holds it.</summary>
    /// <exception cref="StoreException">The lock's file cannot be made.</exception>
    internal static StoreLock? TryTake(PrivateFolder folder, string name)
    {
        var path = folder.PathOf(name);
        try
        {
            folder.Make();
            return new StoreLock(new FileStream(path, OptionsOf()));
        }
        catch (IOException exception) when (exception.HResult is HeldOnLinux or HeldOnMac or HeldOnWindows)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Writing(path, exception);
        }
    }

    internal static async Task<StoreLock> Take(PrivateFolder folder, string name, TimeProvider time, CancellationToken stop)
    {
        while (true)
        {
            if (TryTake(folder, name) is { } taken)
                return taken;
            await Task.Delay(Pause, time, stop);
        }
    }

    // The file stays when the lock is given back: one that is deleted could be locked by two, the old file and a new one.
    private static FileStreamOptions OptionsOf()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
