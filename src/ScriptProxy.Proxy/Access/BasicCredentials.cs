namespace ScriptProxy.Proxy.Access;

/// <summary>Reads the Authorization header of the Basic scheme (RFC 7617 §2).</summary>
internal static class BasicCredentials
{
    private const string Scheme = "Basic ";

    /// <summary>
    /// Writes <c>user:password</c>. False when the header is none of the scheme, or longer than there is room for.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> header, Span<byte> into, out int length)
    {
        length = 0;
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64Chars(header[Scheme.Length..].Trim(' '), into, out length)
            && into[..length].Contains((byte)':');
    }
}
