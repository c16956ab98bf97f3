using System.IO.Compression;
using System.Net;
using System.Text;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Answers;

public sealed class CompressTests
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("All work and no play. ", 500));

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, br", "br")]
    [InlineData("gzip;q=0.9, br;q=0.8", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public async Task Packs_as_the_client_likes_best(string accept, string? coding)
    {
        await using var backend = new RawBackend(_ => RawBackend.Ok(Text, "ETag: \"1\"\r\nAccept-Ranges: bytes\r\n"));
        await using var proxy = await RunningProxy.Start($$"""Compress(); Map("/x").To("{{backend.Url}}");""");

        var response = await proxy.Get("/x", ("Accept-Encoding", accept));

        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(Text, await Unpack(response));
        Assert.Equal(["Accept-Encoding"], response.Headers.Vary);
        Assert.Equal(coding is null ? "\"1\"" : "W/\"1\"", response.Headers.ETag!.ToString());
        Assert.Equal(coding is null ? ["bytes"] : [], response.Headers.AcceptRanges);
        Assert.Equal(coding is null, response.Content.Headers.ContentLength == Text.Length);
    }

    [Theory]
    [InlineData("image/png", "")]
    [InlineData("application/octet-stream", "")]
    [InlineData("text/html", "Content-Encoding: identity\r\n")]
    [InlineData("text/html", "Cache-Control: public, no-transform\r\n")]
    [InlineData("text/html", "Content-Digest: sha-256=:AA==:\r\n")]
    public async Task Lets_pass_what_must_not_or_need_not_be_packed(string type, string headers)
    {
        await using var backend = new RawBackend(_ =>
            $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n{headers}ETag: \"1\"\r\nContent-Length: "
            + $"{Text.Length}\r\n\r\n{Text}");
        await using var proxy = await RunningProxy.Start($$"""Compress(); Map("/x").To("{{backend.Url}}");""");

        var answer = await RawClient.Get(proxy.Port, "/x", "Accept-Encoding: gzip, br");

        Assert.EndsWith(Text, answer, StringComparison.Ordinal);
        Assert.Equal("\"1\"", RawMessages.Header(answer, "ETag"));
        Assert.Null(RawMessages.Header(answer, "Vary"));
    }

    [Theory]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("application/json")]
    [InlineData("application/problem+json")]
    [InlineData("image/svg+xml")]
    [InlineData("text/javascript")]
    [InlineData("application/wasm")]
    public async Task Packs_types_that_become_smaller(string type)
    {
        await using var proxy = await RunningProxy.Start($$"""
            Map("/x").Compress().Respond(new string('a', 5000), contentType: "{{type}}");
            Map("/y").Respond(new string('a', 5000), contentType: "{{type}}");
            """);

        Assert.Equal(["gzip"], (await proxy.Get("/x", ("Accept-Encoding", "gzip"))).Content.Headers.ContentEncoding);
        Assert.Empty((await proxy.Get("/y", ("Accept-Encoding", "gzip"))).Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Leaves_small_answers_alone()
    {
        await using var proxy = await RunningProxy.Start(
            """Compress(); Map("/x").Respond(new string('a', 511)); Map("/y").Respond(new string('a', 512));""");

        Assert.Empty((await proxy.Get("/x", ("Accept-Encoding", "br"))).Content.Headers.ContentEncoding);
        Assert.Equal(["br"], (await proxy.Get("/y", ("Accept-Encoding", "br"))).Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_header_rule_may_forbid_it()
    {
        await using var proxy = await RunningProxy.Start("""
            Compress();
            Map("/x").ResponseHeader("Cache-Control", "no-transform").Handle(async http =>
            {
                http.Response.ContentType = "text/plain";
                await http.Response.WriteAsync(new string('a', 5000));
            });
            """);

        Assert.Empty((await proxy.Get("/x", ("Accept-Encoding", "br"))).Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Files_are_packed_whole_and_parts_of_them_not()
    {
        await using var proxy = await RunningProxy.Start(
            """Compress(); Map("/{**path}").Files("www");""", files: ("www/a.txt", Text));

        var whole = await proxy.Get("/a.txt", ("Accept-Encoding", "br"));
        var again = await proxy.Get(
            "/a.txt", ("Accept-Encoding", "br"), ("If-None-Match", whole.Headers.ETag!.ToString()));
        var part = await proxy.Get("/a.txt", ("Accept-Encoding", "br"), ("Range", "bytes=0-999"));

        Assert.Equal(Text, await Unpack(whole));
        Assert.True(whole.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(["Accept-Encoding"], again.Headers.Vary);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Empty(part.Content.Headers.ContentEncoding);
        Assert.Equal(Text[..1000], await part.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Head_says_what_get_would_send()
    {
        await using var proxy = await RunningProxy.Start(
            """Compress(); Map("/{**path}").Files("www");""", files: ("www/a.txt", Text));

        var head = await proxy.Send(HttpMethod.Head, "/a.txt", ("Accept-Encoding", "gzip"));

        Assert.Equal(["gzip"], head.Content.Headers.ContentEncoding);
        Assert.Null(head.Content.Headers.ContentLength);
        Assert.Equal(["Accept-Encoding"], head.Headers.Vary);
    }

    [Fact]
    public async Task An_answer_without_a_body_stays_without_one()
    {
        await using var proxy = await RunningProxy.Start("""
            Compress();
            Map("/x").Handle(http => { http.Response.ContentType = "text/plain"; return Task.CompletedTask; });
            """);

        var response = await proxy.Get("/x", ("Accept-Encoding", "gzip"));

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Error_pages_are_packed_and_a_fault_is_answered_plain()
    {
        await using var proxy = await RunningProxy.Start(
            """
            Compress();
            ErrorPage(404, "404.html");
            Map("/throws").Handle((HttpContext http) => { if (http is not null) throw new InvalidOperationException(); return Results.Ok(); });
            """,
            files: ("404.html", Text));

        var missing = await proxy.Get("/none", ("Accept-Encoding", "br"));
        var fault = await proxy.Get("/throws", ("Accept-Encoding", "br"));

        Assert.Equal((HttpStatusCode.NotFound, Text), (missing.StatusCode, await Unpack(missing)));
        Assert.Equal("500 Internal Server Error\n", await fault.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_answered_plain()
    {
        await using var proxy = await RunningProxy.Start(
            """Compress(); Map("/{**path}").Files("www");""", files: ("www/a.txt", Text));
        File.Delete(proxy.Folder.At("www/a.txt"));

        Assert.Equal(
            "404 Not Found\n",
            await (await proxy.Get("/a.txt", ("Accept-Encoding", "br"))).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task What_streams_arrives_as_it_comes(string coding)
    {
        var next = new SemaphoreSlim(0);
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), stop);
            foreach (var word in new[] { "one", "two", "six" })
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"3\r\n{word}\r\n"), stop);
                await next.WaitAsync(stop);
            }

            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), stop);
        });
        await using var proxy = await RunningProxy.Start($$"""Compress(); Map("/x").To("{{backend.Url}}");""");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);
        using var response = await proxy.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var unpacked = Unpacked(await response.Content.ReadAsStreamAsync(), coding);

        // The backend says the next word only once the one before has arrived.
        var word = new byte[3];
        foreach (var expected in new[] { "one", "two", "six" })
        {
            await unpacked.ReadExactlyAsync(word).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(expected, Encoding.ASCII.GetString(word));
            next.Release();
        }

        Assert.Equal(0, await unpacked.ReadAsync(word));
    }

    [Fact]
    public async Task Events_are_left_alone()
    {
        await using var proxy = await RunningProxy.Start("""
            Compress();
            var go = new TaskCompletionSource();
            Map("/go").Handle(http => { go.TrySetResult(); return Task.CompletedTask; });
            Map("/events").Handle(async http =>
            {
                http.Response.ContentType = "text/event-stream";
                await http.Response.WriteAsync("data: 1\n\n");
                await go.Task;
                await http.Response.WriteAsync("data: 2\n\n");
            });
            """);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/events");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        using var response = await proxy.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var events = await response.Content.ReadAsStreamAsync();
        var first = new byte[9];
        await events.ReadExactlyAsync(first).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        await proxy.Get("/go");

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal("data: 1\n\n", Encoding.ASCII.GetString(first));
        Assert.Equal("data: 2\n\n", await new StreamReader(events).ReadToEndAsync());
    }

    [Fact]
    public async Task Half_an_answer_does_not_look_like_a_whole_one()
    {
        await using var backend = new SocketBackend(async (stream, stop) =>
        {
            await RawMessages.Read(stream, stop);
            await stream.WriteAsync(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\nhalf"u8.ToArray(), stop);
        });
        await using var proxy = await RunningProxy.Start($$"""Compress(); Map("/x").To("{{backend.Url}}");""");

        await Assert.ThrowsAsync<HttpRequestException>(() => proxy.Get("/x", ("Accept-Encoding", "gzip")));
    }

    private static async Task<string> Unpack(HttpResponseMessage response)
    {
        await using var packed = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(
            Unpacked(packed, response.Content.Headers.ContentEncoding.SingleOrDefault()));
        return await reader.ReadToEndAsync();
    }

    private static Stream Unpacked(Stream packed, string? coding) => coding switch
    {
        "br" => new BrotliStream(packed, CompressionMode.Decompress),
        "gzip" => new GZipStream(packed, CompressionMode.Decompress),
        _ => packed,
    };
}
