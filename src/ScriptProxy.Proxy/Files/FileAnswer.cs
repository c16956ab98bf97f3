using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using ScriptProxy.Proxy.Answers;

namespace ScriptProxy.Proxy.Files;

/// <summary>Sends a file, a part of it, or what spares sending it.</summary>
internal sealed partial class FileAnswer(ILogger log)
{
    public Task Send(HttpContext http, FileVariant file)
    {
        if (file.Varies)
            http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        switch (Preconditions.Failed(http.Request.Headers, file))
        {
            case StatusCodes.Status304NotModified:
                SetValidators(http.Response.Headers, file);
                return Answer.Empty(http, StatusCodes.Status304NotModified);
            case { } failed:
                return Answer.Plain(http, failed);
        }

        var range = ByteRange.AskedFor(http.Request, file);
        return range is { Length: 0 } ? Unsatisfiable(http, file) : SendBytes(http, file, range);
    }

    private async Task SendBytes(HttpContext http, FileVariant file, ByteRange? range)
    {
        var (from, length) = range ?? new ByteRange(0, file.File.Length);
        Describe(http.Response, file);
        if (range is not null)
            http.Response.Headers.ContentRange = Text($"bytes {from}-{from + length - 1}/{file.File.Length}");
        http.Response.ContentLength = length;
        Answer.Begin(http, range is null ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent);

        // What has no length is not opened either: a pipe would wait for somebody to write to it.
        if (length == 0 || HttpMethods.IsHead(http.Request.Method))
            return;
        try
        {
            await http.Response.SendFileAsync(file.File.FullName, from, length, http.RequestAborted);
        }
        catch (Exception exception) when (!http.Response.HasStarted
            && exception is UnauthorizedAccessException or IOException)
        {
            await Unreadable(http, file, exception);
        }
    }

    // nginx: 403 for what it may not open, 404 for what went away meanwhile.
    private Task Unreadable(HttpContext http, FileVariant file, Exception exception)
    {
        Answer.TakeBack(http);
        if (exception is FileNotFoundException or DirectoryNotFoundException)
            return Answer.Plain(http, StatusCodes.Status404NotFound);
        NotReadable(log, file.File.FullName, exception.Message);
        return Answer.Plain(http, StatusCodes.Status403Forbidden);
    }

    private static Task Unsatisfiable(HttpContext http, FileVariant file)
    {
        http.Response.Headers.ContentRange = Text($"bytes */{file.File.Length}");
        return Answer.Plain(http, StatusCodes.Status416RangeNotSatisfiable);
    }

    private static void Describe(HttpResponse response, FileVariant file)
    {
        SetValidators(response.Headers, file);
        response.ContentType = file.Type;
        response.Headers.AcceptRanges = "bytes";
        if (file.Coding is not null)
            response.Headers.ContentEncoding = file.Coding;
    }

    private static void SetValidators(IHeaderDictionary headers, FileVariant file)
    {
        headers.ETag = file.Tag.ToString();
        headers.LastModified = HeaderUtilities.FormatDate(file.Modified);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(
        EventId = 3201, Level = LogLevel.Error,
        Message = "file {File} cannot be read: {Reason} Give the proxy's user the right to read it and its folders.")]
    private static partial void NotReadable(ILogger log, string file, string reason);
}
