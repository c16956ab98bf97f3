using System.Buffers.Text;
using System.Security.Cryptography;

namespace ScriptProxy.Server.Admin;

/// <summary>
/// The token that is made when proxy.toml names none: <c>admin.token</c> in the state folder, for the owner alone.
/// </summary>
public static class AdminTokenFile
{
    private const string FileName = "admin.token";
    private const int TokenBytes = 32;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnerOnly | UnixFileMode.UserExecute;

    public static string PathIn(string stateFolder) => Path.Combine(stateFolder, FileName);

    /// <summary>The token that stands there.</summary>
    /// <exception cref="IOException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to somebody else.</exception>
    public static string Read(string stateFolder) => File.ReadAllText(PathIn(stateFolder)).Trim();

    /// <summary>
    /// The token that stands there, or a new one if there is none that only the owner could have read.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal static string ReadOrMake(string stateFolder)
    {
        MakeFolder(stateFolder);
        var path = PathIn(stateFolder);
        if (IsPrivate(path) && Read(stateFolder) is { Length: > 0 } token)
            return token;
        return Make(path);
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnersFolder);
        if (File.GetUnixFileMode(folder) != OwnersFolder)
            File.SetUnixFileMode(folder, OwnersFolder);
    }

    private static bool IsPrivate(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.LinkTarget is null
            && (OperatingSystem.IsWindows() || file.UnixFileMode == OwnerOnly);
    }

    // Beside and then renamed: whoever reads finds a whole token, and a link that somebody planted is replaced, not
    // followed.
    private static string Make(string path)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var beside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(beside, options))
            writer.Write(token + "\n");
        File.Move(beside, path, overwrite: true);
        return token;
    }
}
