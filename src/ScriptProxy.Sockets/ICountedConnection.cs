namespace ScriptProxy.Sockets;

/// <summary>
/// A feature of the connections that loops serve: they count by themselves, with nothing put around their transport.
/// </summary>
public interface ICountedConnection
{
    IByteCounter? Counter { get; set; }
}
