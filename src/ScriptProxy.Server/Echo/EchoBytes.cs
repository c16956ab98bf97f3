using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Server.Echo;

/// <summary><c>/bytes/{n}</c>: a body of that many bytes, the digits over and over.</summary>
internal static class EchoBytes
{
    private const int ChunkSize = 64_000;

    private static readonly byte[] Chunk = [.. Enumerable.Range(0, ChunkSize).Select(i => (byte)('0' + i % 10))];

    public static async Task AnswerAsync(HttpContext http, long length, CancellationToken ended)
    {
        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = length;
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        for (var left = length; left > 0; left -= ChunkSize)
            await http.Response.Body.WriteAsync(Chunk.AsMemory(0, (int)Math.Min(left, ChunkSize)), ended);
    }
}
