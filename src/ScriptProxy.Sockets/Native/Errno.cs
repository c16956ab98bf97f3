using System.Net.Sockets;

namespace ScriptProxy.Sockets.Native;

/// <summary>What a failed call says of its reason, and what .NET calls it.</summary>
internal static class Errno
{
    public const int Interrupted = 4;
    public const int BadDescriptor = 9;
    public const int Again = 11;
    public const int OutOfMemory = 12;
    public const int TooManyOfAll = 23;
    public const int TooMany = 24;
    public const int Invalid = 22;
    public const int NoBuffers = 105;
    public const int InProgress = 115;

    // ECANCELED: nothing of the kernel's, a socket that was closed here.
    public const int Closed = 125;

    public static SocketException Exception(int errno) => new((int)SocketErrorOf(errno));

    public static SocketError SocketErrorOf(int errno) => errno switch
    {
        1 or 13 => SocketError.AccessDenied,
        // A unix socket that is not there, ENOENT, is named as the system names it.
        2 => SocketError.AddressNotAvailable,
        Interrupted => SocketError.Interrupted,
        BadDescriptor or Closed => SocketError.OperationAborted,
        Again => SocketError.WouldBlock,
        14 => SocketError.Fault,
        Invalid => SocketError.InvalidArgument,
        TooManyOfAll or TooMany => SocketError.TooManyOpenSockets,
        32 => SocketError.Shutdown,
        88 => SocketError.NotSocket,
        90 => SocketError.MessageSize,
        91 => SocketError.ProtocolType,
        93 => SocketError.ProtocolNotSupported,
        97 => SocketError.AddressFamilyNotSupported,
        98 => SocketError.AddressAlreadyInUse,
        99 => SocketError.AddressNotAvailable,
        100 => SocketError.NetworkDown,
        101 => SocketError.NetworkUnreachable,
        103 => SocketError.ConnectionAborted,
        104 => SocketError.ConnectionReset,
        OutOfMemory or NoBuffers => SocketError.NoBufferSpaceAvailable,
        106 => SocketError.IsConnected,
        107 => SocketError.NotConnected,
        110 => SocketError.TimedOut,
        111 => SocketError.ConnectionRefused,
        112 => SocketError.HostDown,
        113 => SocketError.HostUnreachable,
        114 => SocketError.AlreadyInProgress,
        InProgress => SocketError.InProgress,
        _ => SocketError.SocketError,
    };
}
