using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

/// <summary>The memory that is looked at is the whole process's.</summary>
[Collection(nameof(Alone))]
public sealed class LongTransferTests
{
    private const int Blocks = 200;
    private const long Bound = 64 * 1024 * 1024;
    private static readonly byte[] Block = RandomNumberGenerator.GetBytes(1024 * 1024);

    [Fact]
    public async Task A_long_download_arrives_whole_and_is_not_kept_in_memory()
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(
                Ascii($"HTTP/1.1 200 OK\r\nContent-Length: {(long)Blocks * Block.Length}\r\n\r\n"), stop);
            for (var i = 0; i < Blocks; i++)
                await stream.WriteAsync(Block, stop);
        });
        await using var proxy = await RunningProxy.Start(null, $"@site upstream = \"{backend.Url}\"");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var body = await proxy.Client.GetStreamAsync(new Uri("/", UriKind.Relative));
        var hash = await HashBlocks(
            body, () => Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Bound));
        Assert.Equal(ExpectedHash(), hash);
    }

    [Fact]
    public async Task A_long_upload_arrives_whole_and_is_not_kept_in_memory()
    {
        var port = FreePort.Next();
        var before = 0L;
        var hash = "";
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            var head = new StringBuilder();
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                head.Append((char)stream.ReadByte());
            hash = await HashBlocks(
                stream,
                () => Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Bound));
            await stream.WriteAsync(Ascii(RawBackend.Ok("got it")), stop);
        });
        await using var proxy = await RunningProxy.Start(
            null,
            $"@site upstream = \"{backend.Url}\"\n[listener.large]\naddress = \"127.0.0.1:{port}\"\n"
            + "limits = { body_size = 0 }");
        before = GC.GetTotalMemory(forceFullCollection: true);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Ascii($"PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {(long)Blocks * Block.Length}\r\n\r\n"));
        for (var i = 0; i < Blocks; i++)
            await stream.WriteAsync(Block);
        Assert.EndsWith("got it", await RawMessages.Read(stream), StringComparison.Ordinal);
        Assert.Equal(ExpectedHash(), hash);
    }

    private static async Task<string> HashBlocks(Stream body, Action halfway)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Block.Length];
        for (var i = 0; i < Blocks; i++)
        {
            await body.ReadExactlyAsync(buffer);
            hash.AppendData(buffer);
            if (i == Blocks / 2)
                halfway();
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string ExpectedHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < Blocks; i++)
            hash.AppendData(Block);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
