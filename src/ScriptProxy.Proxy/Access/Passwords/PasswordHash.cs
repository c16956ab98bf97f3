namespace ScriptProxy.Proxy.Access.Passwords;

/// <summary>A password as an htpasswd file keeps it: something that can be checked and not read.</summary>
internal abstract class PasswordHash
{
    /// <summary>
    /// Whether this is the password. Takes as long as the file's author wanted it to; compares in constant time.
    /// </summary>
    public abstract bool Matches(ReadOnlySpan<byte> password);

    /// <summary>Null when the text is none of the kinds that are read.</summary>
    public static PasswordHash? Parse(string text) =>
        (PasswordHash?)BcryptHash.TryParse(text) ?? (PasswordHash?)Md5CryptHash.TryParse(text)
            ?? Sha1Hash.TryParse(text);
}
