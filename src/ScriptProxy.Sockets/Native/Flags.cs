namespace ScriptProxy.Sockets.Native;

/// <summary>Numbers of the kernel, the same on x64 and arm64.</summary>
internal static class Flags
{
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;

    public const int FamilyUnix = 1;
    public const int FamilyIp4 = 2;
    public const int FamilyIp6 = 10;
    public const int Stream = 1;

    public const int NoSignal = 0x4000;
    public const int Peek = 0x2;
    public const int More = 0x8000;
    public const int ShutdownSend = 1;

    public const int SocketLevel = 1;
    public const int SocketError = 4;
    public const int Linger = 13;
    public const int TcpLevel = 6;
    public const int TcpNoDelay = 1;

    // FIONREAD.
    public const int UnreadBytes = 0x541B;
}
