using System.Buffers;
using System.Globalization;

namespace ScriptProxy.Forwarding.Bodies;

/// <summary>Gathers what has come of a body into one piece to send.</summary>
internal static class BodyPiece
{
    // Eight digits of a size, and the ends of two lines.
    private const int Frame = 12;

    /// <summary>The end of a body without trailers (RFC 9112 §7.1).</summary>
    public static ReadOnlyMemory<byte> LastChunk { get; } = "0\r\n\r\n"u8.ToArray();

    /// <summary>Moves as much as there is room for; how much that is.</summary>
    public static int Take(ref ReadOnlySequence<byte> rest, Span<byte> room)
    {
        var taken = rest.Slice(0, Math.Min(rest.Length, room.Length));
        taken.CopyTo(room);
        rest = rest.Slice(taken.End);
        return (int)taken.Length;
    }

    /// <summary>The same, as a chunk.</summary>
    public static int TakeChunk(ref ReadOnlySequence<byte> rest, Span<byte> room)
    {
        var size = (int)Math.Min(rest.Length, room.Length - Frame);
        size.TryFormat(room, out var at, "x", CultureInfo.InvariantCulture);
        "\r\n"u8.CopyTo(room[at..]);
        at += 2;
        at += Take(ref rest, room.Slice(at, size));
        "\r\n"u8.CopyTo(room[at..]);
        return at + 2;
    }
}
