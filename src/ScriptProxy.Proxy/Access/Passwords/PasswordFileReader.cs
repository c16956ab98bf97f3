using System.Security.Cryptography;
using System.Text;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Access.Passwords;

/// <summary>
/// Reads an htpasswd file, Apache's format: a line for each user, <c>name:hash</c>, <c>#</c> for comments.
/// </summary>
internal static class PasswordFileReader
{
    /// <param name="path">Full path.</param>
    /// <param name="namedAt">The call that names it.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static PasswordFile? Read(string path, SourcePlace namedAt, ICollection<Diagnostic> problems)
    {
        try
        {
            if (FileTrust.IsWritableByEveryone(path))
                problems.Add(PasswordDiagnostics.WritableByEveryone(namedAt, path));
            return Parse(path, File.ReadAllBytes(path), problems);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(PasswordDiagnostics.Unreadable(namedAt, path, error.Message));
        }

        return null;
    }

    private static PasswordFile Parse(string path, byte[] bytes, ICollection<Diagnostic> problems)
    {
        var users = new Dictionary<string, PasswordHash>(StringComparer.Ordinal);
        var lines = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() is { Length: > 0 } line && line[0] != '#')
                Add(users, line, new SourcePlace(path, i + 1, 1), problems);
        }

        return new PasswordFile(users, SHA256.HashData(bytes));
    }

    // A third field is a comment. Of two lines for one user the first counts, for Apache and nginx as well.
    private static void Add(
        Dictionary<string, PasswordHash> users, string line, SourcePlace place, ICollection<Diagnostic> problems)
    {
        var fields = line.Split(':');
        if (fields.Length < 2 || fields[0].Length == 0)
            problems.Add(PasswordDiagnostics.NotAUser(place));
        else if (PasswordHash.Parse(fields[1]) is not { } hash)
            problems.Add(PasswordDiagnostics.NotAHash(place, fields[0]));
        else
            users.TryAdd(fields[0], hash);
    }
}
