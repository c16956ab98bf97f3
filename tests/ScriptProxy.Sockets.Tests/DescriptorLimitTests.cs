using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ScriptProxy.Sockets.Tests;

/// <summary>Takes all descriptors of the process, so that nothing else may run meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed partial class DescriptorLimitTests
{
    private const int OpenFiles = 7;

    [Fact]
    public async Task What_cannot_be_accepted_waits_until_there_are_descriptors_again()
    {
        await using var server = new LoopServer(starts: false);
        using var client = await server.ConnectOnly();
        _ = new SocketException((int)SocketError.TooManyOpenSockets).Message;

        Assert.Equal(0, GetLimit(OpenFiles, out var limit));
        Assert.Equal(0, SetLimit(OpenFiles, limit with { Soft = 1024 }));
        var taken = TakeAll();
        server.Start();
        var refusal = await server.Refusal();
        taken.ForEach(file => file.Dispose());
        Assert.Equal(0, SetLimit(OpenFiles, limit));

        Assert.Equal(SocketError.TooManyOpenSockets, refusal.SocketErrorCode);
        await (await server.Accept()).DisposeAsync();
    }

    private static List<FileStream> TakeAll()
    {
        var taken = new List<FileStream>();
        try
        {
            while (true)
                taken.Add(new FileStream("/dev/null", FileMode.Open));
        }
        catch (IOException)
        {
            return taken;
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private record struct Limit(nuint Soft, nuint Hard);
}
