using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ScriptProxy.Sockets.Native;

namespace ScriptProxy.Sockets.Accepting;

/// <summary>What is accepted from a socket that .NET has made and will close.</summary>
internal sealed unsafe class ListeningSocket(Socket socket)
{
    public int Descriptor => (int)socket.SafeHandle.DangerousGetHandle();

    /// <summary>
    /// Takes the next connection: its descriptor and its client's address; below 0, why there is none.
    /// </summary>
    public int Accept(out EndPoint? remote)
    {
        remote = null;
        var address = stackalloc byte[NativeAddress.Size];
        var length = (uint)NativeAddress.Size;
        var descriptor = Libc.Accept(Descriptor, address, &length, Flags.NonBlocking | Flags.CloseOnExec);
        if (descriptor < 0)
            return -Marshal.GetLastPInvokeError();
        remote = NativeAddress.Read(new ReadOnlySpan<byte>(address, (int)length));
        return descriptor;
    }
}
