using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace ScriptProxy.Sockets.Tests.Connections;

/// <summary>
/// Sends the same bytes over a socket and through a pipe, and advances both readers to the same places, by chance.
/// </summary>
#pragma warning disable CA5394 // Deterministic on purpose.
internal sealed class PipeOracle(Socket client, PipeReader tested, int seed)
{
    private readonly Random _chance = new(seed);
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0));

    // How much of what is unconsumed has been examined.
    private long _examined;
    private long _unconsumed;

    public async Task Run(int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            if (_examined == _unconsumed || _chance.Next(2) == 0)
                await Send(_chance.Next(5) == 0 ? _chance.Next(1, 40_000) : _chance.Next(1, 3000));
            if (_chance.Next(10) == 0)
                await Cancel();
            else
                await Advance();
        }
    }

    private async Task Send(int count)
    {
        var bytes = Bytes.Of(count, _chance.Next());
        await client.SendAsync(bytes);
        await _pipe.Writer.WriteAsync(bytes);
        _unconsumed += count;
    }

    private async Task Advance()
    {
        var expected = await _pipe.Reader.ReadAsync();
        var read = await ReadAsMuch(expected.Buffer.Length);
        Assert.True(expected.Buffer.ToArray().AsSpan().SequenceEqual(read.Buffer.ToArray()), $"seed {seed}");
        var consumed = _chance.Next(3) switch { 0 => 0, 1 => _unconsumed, _ => _chance.NextInt64(0, _unconsumed + 1) };
        var examined = _chance.NextInt64(Math.Max(consumed, _examined), _unconsumed + 1);
        _pipe.Reader.AdvanceTo(expected.Buffer.GetPosition(consumed), expected.Buffer.GetPosition(examined));
        tested.AdvanceTo(read.Buffer.GetPosition(consumed), read.Buffer.GetPosition(examined));
        _unconsumed -= consumed;
        _examined = examined - consumed;
    }

    // Without more to examine both would wait.
    private async Task Cancel()
    {
        _pipe.Reader.CancelPendingRead();
        tested.CancelPendingRead();
        var (expected, read) = (await _pipe.Reader.ReadAsync(), await tested.ReadAsync());
        Assert.True(expected.IsCanceled && read.IsCanceled, $"seed {seed}");
        _pipe.Reader.AdvanceTo(expected.Buffer.Start, expected.Buffer.GetPosition(_examined));
        tested.AdvanceTo(read.Buffer.Start, read.Buffer.GetPosition(Math.Min(_examined, read.Buffer.Length)));
    }

    // What the kernel has is given in as many pieces as it takes, where a pipe gives it at once.
    private async Task<ReadResult> ReadAsMuch(long length)
    {
        while (true)
        {
            var read = await tested.ReadAsync().AsTask().WaitAsync(LoopServer.Patience);
            Assert.False(read.IsCompleted || read.IsCanceled);
            if (read.Buffer.Length >= length)
                return read;
            tested.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
#pragma warning restore CA5394
