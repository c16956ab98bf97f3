using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace ScriptProxy.Server.Echo;

/// <summary>What came as the request's body: its text when it is short and UTF-8, else its digest.</summary>
internal sealed record EchoBody(long Length, string? Text, string? Sha256)
{
    private const int LongestText = 64 * 1024;

    public static async Task<EchoBody> ReadAsync(PipeReader reader, CancellationToken ended)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var kept = new ArrayBufferWriter<byte>();
        var length = 0L;
        ReadResult read;
        do
        {
            read = await reader.ReadAsync(ended);
            foreach (var segment in read.Buffer)
            {
                digest.AppendData(segment.Span);
                length += segment.Length;
                if (length <= LongestText)
                    kept.Write(segment.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);

        return length <= LongestText && Utf8.IsValid(kept.WrittenSpan)
            ? new EchoBody(length, Encoding.UTF8.GetString(kept.WrittenSpan), null)
            : new EchoBody(length, null, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }
}
