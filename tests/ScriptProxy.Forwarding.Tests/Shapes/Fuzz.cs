using System.Diagnostics;
using System.Text;
using ScriptProxy.Forwarding.Bodies;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Forwarding.Tests.Shapes;

/// <summary>
/// Changes answers by chance and reads them whole and in pieces. Each round has a seed of its own, by which a failure can be had
/// again; the answers that it begins with are those of <see cref="HandWrittenShapes"/>.
/// </summary>
internal static class Fuzz
{
    private const int Limit = 4096;

    private static readonly byte[][] Corpus =
        [.. HandWrittenShapes.All.Where(shape => shape.Bytes.Length < 1000).Select(shape => Encoding.Latin1.GetBytes(shape.Bytes))];

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\r\n", "\r", "\n", "\0", " ", "\t", ":", ";", "0", "-", "+", "ffffffffffffffff", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 103 E\r\n\r\n",
            "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "0\r\n\r\n", "5\r\nhello\r\n", "X-A: b\r\n", "\r\n\r\n",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    public static int Run(int firstSeed, int rounds)
    {
        for (var i = 0; i < rounds; i++)
            Round(unchecked(firstSeed + i));
        return rounds;
    }

    public static int Run(int firstSeed, TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        var rounds = 0;
        while (Stopwatch.GetElapsedTime(began) < time)
            rounds += Run(unchecked(firstSeed + rounds), 1000);
        return rounds;
    }

    // Deterministic on purpose.
#pragma warning disable CA5394
    private static void Round(int seed)
    {
        var chance = new Random(seed);
        var bytes = Mutated(chance);
        var parser = new HeadParser();

        // Something is remembered of an answer before, which must change nothing.
        _ = Read(parser, Corpus[chance.Next(Corpus.Length)], [int.MaxValue]);
        var again = Read(parser, bytes, [int.MaxValue]);
        var whole = Read(new HeadParser(), bytes, [int.MaxValue]);
        var single = Read(new HeadParser(), bytes, [1]);
        var pieces = Read(parser, bytes, [chance.Next(1, 9), chance.Next(1, 50), chance.Next(1, 3)]);
        if (again != whole || single != whole || pieces != whole)
            throw new InvalidOperationException($"seed {seed}: {whole} / {again} / {single} / {pieces}");
    }

    private static byte[] Mutated(Random chance)
    {
        List<byte> bytes = [.. Corpus[chance.Next(Corpus.Length)]];
        for (var left = chance.Next(1, 6); left > 0; left--)
        {
            var at = chance.Next(bytes.Count + 1);
            switch (chance.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)chance.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(chance.Next(1, 8), bytes.Count - at));
                    break;
                case 2:
                    var other = Corpus[chance.Next(Corpus.Length)];
                    bytes.InsertRange(at, other.AsSpan(0, chance.Next(other.Length + 1)).ToArray());
                    break;
                case 3 when at < bytes.Count:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(chance.Next(1, 40), bytes.Count - at)));
                    break;
                default:
                    bytes.InsertRange(at, Tokens[chance.Next(Tokens.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }
#pragma warning restore CA5394

    private static string Read(HeadParser parser, byte[] bytes, int[] sizes)
    {
        var arrived = 0;
        var reading = new Reading(parser, Limit);
        for (var i = 0; ; i++)
        {
            arrived = (int)Math.Min(bytes.Length, (long)arrived + sizes[i % sizes.Length]);
            if (reading.GoOn(bytes, arrived) || arrived == bytes.Length)
                return reading.ToString();
        }
    }

    private sealed class Reading
    {
        private readonly HeadParser _parser;
        private readonly StringBuilder _log = new();
        private ChunkParser _chunks;
        private int _consumed;
        private State _state;

        public Reading(HeadParser parser, int limit)
        {
            _parser = parser;
            parser.Begin(limit);
        }

        private enum State
        {
            Head,
            Chunks,
            Trailers,
            Over,
        }

        // True when nothing more is to be read.
        public bool GoOn(byte[] bytes, int arrived)
        {
            while (_state != State.Over)
            {
                // A copy of its own: reading beyond its end would fail.
                var unread = bytes[_consumed..arrived];
                if (_state == State.Chunks ? !StepChunks(unread) : !StepHead(unread))
                    return false;
            }

            return true;
        }

        public override string ToString() => $"{_log} {_state}";

        private bool StepHead(byte[] unread)
        {
            var step = _parser.Parse(unread, out var count);
            if (count < 0 || count > unread.Length)
                throw new InvalidOperationException("It has read too far.");
            _consumed += count;
            if (step == ParseStep.NeedsMore)
                return false;
            _log.Append(step).Append(_parser.Fault);
            if (step != ParseStep.Done || _state == State.Trailers)
                _state = State.Over;
            else
                EndHead();
            return true;
        }

        private void EndHead()
        {
            var head = _parser.Head;
            _log.Append(head.Status).Append(head.Reason).Append(head.ContentLength).Append(head.IsKept);
            for (var i = 0; i < head.Fields.Count; i++)
                _log.Append(head.Fields[i].Name).Append('=').Append(head.Fields[i].Value).Append('|');
            _state = head.IsChunked ? State.Chunks : State.Over;
            if (head.Status < 200)
            {
                _state = State.Head;
                _parser.BeginHead();
            }
        }

        private bool StepChunks(byte[] unread)
        {
            var step = _chunks.Next(unread, out var count, out var data);
            if (count < 0 || count > unread.Length || data.Length > count)
                throw new InvalidOperationException("It has read too far.");
            _consumed += count;
            _log.Append(Encoding.Latin1.GetString(data));
            if (step == ChunkStep.Last)
            {
                _parser.BeginTrailers();
                _state = State.Trailers;
            }

            if (step == ChunkStep.Bad)
            {
                _log.Append(_chunks.Fault);
                _state = State.Over;
            }

            return step != ChunkStep.NeedsMore;
        }
    }
}
