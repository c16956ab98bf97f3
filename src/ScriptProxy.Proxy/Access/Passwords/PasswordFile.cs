namespace ScriptProxy.Proxy.Access.Passwords;

/// <summary>The users of an htpasswd file, as it was when its generation was loaded.</summary>
internal sealed class PasswordFile
{
    private readonly Dictionary<string, PasswordHash> _users;
    private readonly PasswordHash? _stranger;

    /// <param name="users">Their hashes, by name.</param>
    /// <param name="fingerprint">A hash of the file's bytes.</param>
    public PasswordFile(IReadOnlyDictionary<string, PasswordHash> users, byte[] fingerprint)
    {
        _users = users.ToDictionary(StringComparer.Ordinal);
        _stranger = users.Values.FirstOrDefault();
        Fingerprint = fingerprint;
    }

    /// <summary>Lets nobody in.</summary>
    public static PasswordFile Empty { get; } = new(new Dictionary<string, PasswordHash>(), new byte[32]);

    public byte[] Fingerprint { get; }

    /// <summary>Whether the file has the user with this password. Slow by intent.</summary>
    public bool Verify(string user, ReadOnlySpan<byte> password)
    {
        if (_users.TryGetValue(user, out var hash))
            return hash.Matches(password);

        // As slow as for a user that is there: the time must not tell who is.
        _ = _stranger?.Matches(password);
        return false;
    }
}
