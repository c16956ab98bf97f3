using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScriptProxy.Sockets.Native;

/// <summary>Room for what one call of <c>epoll_wait</c> reports.</summary>
internal sealed unsafe class EpollEvents : IDisposable
{
    public const int Most = 256;

    public const uint In = 0x001;
    public const uint Out = 0x004;
    public const uint Error = 0x008;
    public const uint HangUp = 0x010;
    public const uint PeerEnd = 0x2000;
    public const uint Exclusive = 1u << 28;
    public const uint Edge = 1u << 31;

    // struct epoll_event is packed on x64 and on nothing else.
    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    public static int Size => IsPacked ? 12 : 16;

    private static int DataOffset => IsPacked ? 4 : 8;

    public byte* First { get; } = (byte*)NativeMemory.AllocZeroed((nuint)(Most * Size));

    public static void Write(byte* entry, uint events, ulong data)
    {
        *(uint*)entry = events;
        Unsafe.WriteUnaligned(entry + DataOffset, data);
    }

    public (uint Events, ulong Data) this[int index]
    {
        get
        {
            var entry = First + (index * Size);
            return (*(uint*)entry, Unsafe.ReadUnaligned<ulong>(entry + DataOffset));
        }
    }

    public void Dispose() => NativeMemory.Free(First);
}
