namespace ScriptProxy.Server.Watching;

/// <summary>
/// What tells whether a file is still the same: its time, its length, who may write it and, behind a link, which file
/// it is.
/// </summary>
internal readonly record struct FileStamp(DateTime Written, long Length, UnixFileMode Mode, string? Target)
{
    /// <summary>A file that is not there.</summary>
    public static FileStamp Missing { get; } = new(default, -1, default, null);

    public static FileStamp Of(string file)
    {
        try
        {
            var info = new FileInfo(file);
            if (info.LinkTarget is null)
                return info.Exists
                    ? new FileStamp(info.LastWriteTimeUtc, info.Length, info.UnixFileMode, null)
                    : Missing;

            // Orchestrators swap the link of a mounted folder; the times of the files behind it may be alike.
            var target = (FileInfo)info.ResolveLinkTarget(returnFinalTarget: true)!;
            return target.Exists
                ? new FileStamp(target.LastWriteTimeUtc, target.Length, target.UnixFileMode, target.FullName)
                : Missing;
        }
        catch (IOException)
        {
            // In the middle of being replaced: another look will tell.
            return Missing;
        }
        catch (UnauthorizedAccessException)
        {
            return Missing;
        }
    }
}
