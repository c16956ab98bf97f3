using System.Text;

namespace ScriptProxy.Configuration.Values;

/// <summary>The path of a Unix socket, after <c>unix:</c>.</summary>
internal static class SocketPath
{
    // sun_path of sockaddr_un holds 108 bytes on Linux and 104 elsewhere, the closing zero included.
    private const int LongestPath = 103;

    public static bool TryRead(string text, string folder, out string path, out string problem)
    {
        (path, problem) = ("", "");
        var written = text["unix:".Length..];
        if (written.Length == 0 || written.StartsWith("//", StringComparison.Ordinal))
        {
            problem = "write one path after the colon, as in \"unix:/run/app.sock\"";
            return false;
        }

        path = Path.GetFullPath(written, folder);
        if (Encoding.UTF8.GetByteCount(path) <= LongestPath)
            return true;
        problem = $"the path of a socket may have {LongestPath} bytes, choose a shorter one";
        return false;
    }
}
