namespace ScriptProxy.Sockets.Connections;

/// <summary>A piece of memory and how much of it has been written.</summary>
internal struct WriteBlock(byte[] bytes)
{
    public byte[] Bytes { get; } = bytes;

    public int Count { get; set; }
}
