using System.Buffers.Binary;
using System.Net.Sockets;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>A cleartext HTTP/2 connection that sends the bytes it is given and reads frames.</summary>
internal sealed class Http2Connection : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));

    public static async Task<Http2Connection> Open(int port)
    {
        var connection = new Http2Connection();
        await connection._client.ConnectAsync("127.0.0.1", port);
        await connection.Send(Http2Bytes.Preface);
        return connection;
    }

    public void Dispose()
    {
        _client.Dispose();
        _limit.Dispose();
    }

    /// <summary>False when the other side has closed the connection.</summary>
    public async Task<bool> Send(byte[] bytes)
    {
        try
        {
            await _client.GetStream().WriteAsync(bytes, _limit.Token);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The next frame; null when the connection was closed.</summary>
    public async Task<(byte Type, int Stream, byte[] Payload)?> Read()
    {
        try
        {
            var head = new byte[9];
            await _client.GetStream().ReadExactlyAsync(head, _limit.Token);
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(head) >>> 8];
            await _client.GetStream().ReadExactlyAsync(payload, _limit.Token);
            return (head[3], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>What became of the first request: a status, <c>reset</c>, or <c>closed</c>.</summary>
    public async Task<string> Outcome()
    {
        while (await Read() is { } frame)
        {
            switch (frame.Type)
            {
                case Http2Bytes.Headers:
                    return Status(frame.Payload);
                case Http2Bytes.Reset:
                    return "reset";
                case Http2Bytes.GoAway:
                    return "closed";
            }
        }

        return "closed";
    }

    // The status comes first: from the static table (RFC 7541 appendix A), or as three digits behind that table's name.
    private static string Status(byte[] block) => block[0] switch
    {
        0x88 => "200",
        0x89 => "204",
        0x8c => "400",
        0x8d => "404",
        0x8e => "500",
        _ => System.Text.Encoding.Latin1.GetString(block, 2, 3),
    };
}
