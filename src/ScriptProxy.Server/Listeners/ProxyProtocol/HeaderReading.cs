using System.Net;

namespace ScriptProxy.Server.Listeners.ProxyProtocol;

/// <summary>What the first bytes of a connection are as a header of the PROXY protocol.</summary>
/// <param name="State">Whether it is whole.</param>
/// <param name="Length">Its bytes, once it is whole.</param>
/// <param name="Client">Who it says has connected; null when it leaves that to the connection.</param>
internal readonly record struct HeaderReading(HeaderState State, int Length = 0, IPEndPoint? Client = null)
{
    public static readonly HeaderReading Incomplete = new(HeaderState.Incomplete);

    public static readonly HeaderReading Invalid = new(HeaderState.Invalid);

    public static HeaderReading Whole(int length, IPEndPoint? client) => new(HeaderState.Whole, length, client);
}
