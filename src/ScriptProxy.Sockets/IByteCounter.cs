namespace ScriptProxy.Sockets;

/// <summary>Counts what passes over one connection, for whoever sets it on <see cref="ICountedConnection"/>.</summary>
public interface IByteCounter
{
    /// <summary>Bytes that came in have been looked at.</summary>
    void Received();

    /// <summary>So many bytes go out.</summary>
    void Sending(int bytes);
}
