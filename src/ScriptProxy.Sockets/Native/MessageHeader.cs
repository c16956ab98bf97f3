using System.Runtime.InteropServices;

namespace ScriptProxy.Sockets.Native;

/// <summary><c>struct msghdr</c>, of which only the list of pieces is used.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    public void* Address;
    public uint AddressLength;
    public MessagePiece* Pieces;
    public nuint PieceCount;
    public void* Control;
    public nuint ControlLength;
    public int Flags;
}
