using System.Runtime.InteropServices;

namespace ScriptProxy.Sockets.Native;

/// <summary><c>struct iovec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessagePiece
{
    public byte* Bytes;
    public nuint Count;
}
