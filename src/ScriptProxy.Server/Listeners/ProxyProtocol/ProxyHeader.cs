namespace ScriptProxy.Server.Listeners.ProxyProtocol;

/// <summary>Reads a header of the PROXY protocol, of whichever version, in the first bytes of a connection.</summary>
internal static class ProxyHeader
{
    /// <summary>The longest header that is read; nginx takes no longer ones either.</summary>
    public const int MaxLength = 4096;

    public static HeaderReading Read(ReadOnlySpan<byte> said)
    {
        if (said.IsEmpty)
            return HeaderReading.Incomplete;
        return said[0] == TextHeader.Begin[0] ? TextHeader.Read(said) : BinaryHeader.Read(said);
    }
}
