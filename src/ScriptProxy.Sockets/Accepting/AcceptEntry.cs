using ScriptProxy.Sockets.Loops;

namespace ScriptProxy.Sockets.Accepting;

/// <summary>A listening socket, as one loop looks at it.</summary>
internal sealed class AcceptEntry(EventLoop loop, Action accept) : LoopEntry
{
    public EventLoop Loop => loop;

    public override void Happened(uint events) => accept();

    public override void Failed()
    {
        // What it did for one connection says nothing of the next.
    }
}
