namespace ScriptProxy.Tls.Storage;

/// <summary>
/// A folder of small secret files that only the proxy's user may read. A file is written beside its place and then renamed
/// there, so that whoever reads finds the old text or the new one, whole, whenever the writer is killed.
/// </summary>
public sealed class PrivateFolder
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // No name of an entry begins with a dot: what is half-written is never taken for one.
    private const string Unfinished = ".unfinished-";
    private static readonly TimeSpan SurelyGivenUp = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;

    /// <summary>Names the folder; it is made when the first file is written.</summary>
    public PrivateFolder(string path, TimeProvider? time = null)
    {
        Path = System.IO.Path.GetFullPath(path);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>The full path of a file in it.</summary>
    /// <exception cref="ArgumentException">The name would lead out of the folder, or begins with a dot.</exception>
    public string PathOf(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return file[0] == '.' || file.AsSpan().ContainsAny('/', '\\', '\0')
            ? throw new ArgumentException($"'{file}' cannot be the name of a file in the store.", nameof(file))
            : System.IO.Path.Combine(Path, file);
    }

    /// <summary>The text of a file; null when there is none.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public string? Read(string file)
    {
        var path = PathOf(file);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Reading(path, exception);
        }
    }

    /// <summary>Puts a text in place of the one before. When that fails the one before is still there.</summary>
    /// <exception cref="StoreException">It cannot be written: the disk is full, or the folder belongs to somebody else.</exception>
    public void Write(string file, string text)
    {
        var path = PathOf(file);
        var beside = System.IO.Path.Combine(Path, $"{Unfinished}{file}.{Guid.NewGuid():N}");
        try
        {
            Make();
            WriteThrough(beside, text);
            File.Move(beside, path, overwrite: true);
            FolderEntries.Flush(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            DeleteQuietly(beside);
            throw StoreException.Writing(path, exception);
        }
    }

    /// <summary>Removes a file, if it is there.</summary>
    /// <exception cref="StoreException">It cannot be removed.</exception>
    public void Delete(string file)
    {
        var path = PathOf(file);
        try
        {
            if (!File.Exists(path))
                return;
            File.Delete(path);
            FolderEntries.Flush(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Writing(path, exception);
        }
    }

    /// <summary>The names of its files that end so, in order.</summary>
    /// <exception cref="StoreException">The folder cannot be read.</exception>
    public IReadOnlyList<string> Names(string ending)
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path)
                .Select(path => System.IO.Path.GetFileName(path))
                .Where(name => name[0] != '.' && name.EndsWith(ending, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Reading(Path, exception);
        }
    }

    /// <summary>Gives a file another name, for one that cannot be used and that somebody may want to look at.</summary>
    public void Rename(string file, string to)
    {
        var path = PathOf(file);
        try
        {
            File.Move(path, PathOf(to), overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Another process has done the same.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Writing(path, exception);
        }
    }

    /// <summary>Makes the folder and closes it to others; takes away what killed processes left half-written.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public void Make()
    {
        FolderEntries.Make(Path);
        var old = _time.GetUtcNow().UtcDateTime - SurelyGivenUp;
        foreach (var left in Directory.EnumerateFiles(Path, Unfinished + "*").Where(left => File.GetLastWriteTimeUtc(left) < old))
            DeleteQuietly(left);
    }

    private static void WriteThrough(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        using var stream = new FileStream(path, options);
        using var writer = new StreamWriter(stream);
        writer.Write(text);
        writer.Flush();

        // On the disk before it gets its name: else a power cut could leave the name with nothing behind it.
        stream.Flush(flushToDisk: true);
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in nobody's way, and the next write tries again.
        }
    }
}
