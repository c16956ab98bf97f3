using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace ScriptProxy.Sockets.Tests;

/// <summary>Bytes of which each place can be told, and what becomes of them.</summary>
internal static class Bytes
{
    public static byte[] Of(int count, int seed = 1)
    {
        var bytes = new byte[count];
#pragma warning disable CA5394 // The same each time, on purpose.
        new Random(seed).NextBytes(bytes);
#pragma warning restore CA5394
        return bytes;
    }

    /// <summary>For many of them, of which no failure is to show all.</summary>
    public static void AreEqual(byte[] expected, byte[] actual) =>
        Assert.True(
            expected.AsSpan().SequenceEqual(actual),
            $"{actual.Length} bytes, {expected.AsSpan().CommonPrefixLength(actual)} of {expected.Length} as expected");

    public static Task<ReadResult> Read(ConnectionContext connection) =>
        connection.Transport.Input.ReadAsync().AsTask().WaitAsync(LoopServer.Patience);

    /// <summary>So many bytes, or as many as there are before the end.</summary>
    public static async Task<byte[]> ReadAll(Stream stream, int count)
    {
        var bytes = new byte[count];
        var reading = stream.ReadAtLeastAsync(bytes, count, throwOnEndOfStream: false).AsTask();
        var read = await reading.WaitAsync(LoopServer.Patience);
        return bytes[..read];
    }

    /// <summary>Ends when the token is cancelled.</summary>
    public static async Task Cancelled(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(LoopServer.Patience, CancellationToken.None);
    }
}
