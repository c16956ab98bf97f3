using System.Text;

namespace ScriptProxy.Proxy.Access.Passwords;

/// <summary>
/// Verifies passwords on the thread pool, on half of the processors at most, so that a flood of wrong ones leaves the
/// others to whoever is let in. One for all generations.
/// </summary>
internal sealed class PasswordVerifier : IDisposable
{
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    public VerifiedPasswords Verified { get; } = new();

    /// <summary>The user, or null when the credentials are wrong.</summary>
    /// <param name="file">Whose users may come in.</param>
    /// <param name="credentials"><c>user:password</c>.</param>
    /// <param name="mark">Their mark.</param>
    /// <param name="stop">Ends the wait for a turn.</param>
    public async Task<string?> Verify(PasswordFile file, byte[] credentials, UInt128 mark, CancellationToken stop)
    {
        await _turns.WaitAsync(stop);
        try
        {
            // A browser asks for six things at once: the first of them has paid.
            return Verified.TryGet(mark, out var known)
                ? known
                : await Task.Run(() => Check(file, credentials, mark), stop);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private string? Check(PasswordFile file, byte[] credentials, UInt128 mark)
    {
        var colon = credentials.AsSpan().IndexOf((byte)':');
        var user = Encoding.UTF8.GetString(credentials, 0, colon);
        if (!file.Verify(user, credentials.AsSpan(colon + 1)))
            return null;
        Verified.Add(mark, user);
        return user;
    }
}
