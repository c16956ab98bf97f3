using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Compression;

namespace ScriptProxy.Proxy.Files;

/// <summary>
/// A file as it is sent: itself, or what was compressed beside it, <c>app.js.br</c> or <c>app.js.gz</c> (nginx:
/// <c>gzip_static</c>).
/// </summary>
/// <param name="File">Whose bytes are sent.</param>
/// <param name="Type">The media type, that of the file that was asked for.</param>
/// <param name="Coding">Its Content-Encoding; null for the file itself.</param>
/// <param name="Varies">Whether another client might get another one.</param>
internal sealed record FileVariant(FileInfo File, string Type, string? Coding, bool Varies)
{
    // Some compressors copy a file's time without its fraction.
    private static readonly TimeSpan TimeLost = TimeSpan.FromSeconds(1);

    public DateTimeOffset Modified { get; } = WholeSeconds(File.LastWriteTimeUtc);

    public EntityTagHeaderValue Tag { get; } = new(string.Create(
        CultureInfo.InvariantCulture,
        $"\"{File.LastWriteTimeUtc.Ticks:x}-{File.Length:x}{(Coding is null ? "" : "-")}{Coding}\""));

    public static FileVariant Of(FileInfo file, FileRoot root, StringValues acceptEncoding)
    {
        var type = FileTypes.Of(file.Name);
        var brotli = Fresh(root.Beside(file, ".br"), file);
        var gzip = Fresh(root.Beside(file, ".gz"), file);
        if (brotli is null && gzip is null)
            return new FileVariant(file, type, null, Varies: false);

        var coding = AcceptedCodings.Of(acceptEncoding).Best(brotli is not null, gzip is not null);
        return coding switch
        {
            ContentCoding.Brotli => new FileVariant(brotli!, type, "br", Varies: true),
            ContentCoding.Gzip => new FileVariant(gzip!, type, "gzip", Varies: true),
            _ => new FileVariant(file, type, null, Varies: true),
        };
    }

    // What is older than its file was made of another one.
    private static FileInfo? Fresh(FileInfo? compressed, FileInfo file) =>
        compressed is not null && compressed.LastWriteTimeUtc + TimeLost >= file.LastWriteTimeUtc ? compressed : null;

    // HTTP dates have no fraction (RFC 9110 §5.6.7).
    private static DateTimeOffset WholeSeconds(DateTime utc) =>
        new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
