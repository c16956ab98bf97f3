namespace ScriptProxy.Sockets.Loops;

/// <summary>Is told what happens to a socket, whether it waits for that or not.</summary>
internal interface ISocketOwner
{
    /// <summary>The peer sends no more.</summary>
    /// <param name="isBroken">Whether nothing can be sent to it either.</param>
    void PeerEnded(bool isBroken);
}
