using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using ScriptProxy.Testing;
using Xunit.Abstractions;

namespace ScriptProxy.Cli.Tests.Serving;

/// <summary>
/// Bodies that are far larger than what a proxy may keep of them; SCRIPTPROXY_LONG_TESTS=1 sends a GiB each way in
/// place of a quarter of it.
/// </summary>
public sealed partial class LargeBodyTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const int Block = 64 * 1024;

    // Enough for code to be compiled and buffers to be grown, before it is measured.
    private const int Warm = 16 * 1024 * 1024;
    private const long Allowed = 50 * 1024;
    private static readonly long Length =
        (Environment.GetEnvironmentVariable("SCRIPTPROXY_LONG_TESTS") == "1" ? 1024L : 256L) * 1024 * 1024;

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(10) };
    private Process _backend = null!;
    private CliSession _proxy = null!;

    public async Task InitializeAsync()
    {
        _backend = CliProcess.Start(_folder.Path, "echo", "--listen", "127.0.0.1:0");
        var url = Url().Match((await _backend.StandardError.ReadLineAsync())!).Value;
        var port = FreePort.Next();
        _client.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        _folder.Write("proxy.toml", $$"""
            [proxy]
            watch = false
            [log]
            access = "off"
            [listener.http]
            address = "127.0.0.1:{{port}}"
            limits = { body_size = 0 }
            [site.app]
            upstream = "{{url}}"
            script   = "site.csx"
            """);
        _folder.Write("site.csx", """Map("/files/{**path}").Files("www");""");
        WriteSparse($"www/{Warm}", Warm);
        WriteSparse($"www/{Length}", Length);
        _proxy = await CliSession.Run(_folder);
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _backend.Kill();
        await _backend.WaitForExitAsync();
        _backend.Dispose();
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [LinuxTheory]
    [InlineData("1.1", true)]
    [InlineData("1.1", false)]
    [InlineData("2.0", true)]
    public async Task An_upload_is_not_kept_in_memory(string version, bool isLengthKnown)
    {
        await Upload(version, isLengthKnown, Warm);
        var received = await GrowthDuring(() => Upload(version, isLengthKnown, Length));
        Assert.Contains($"\"body_bytes\": {Length}", received, StringComparison.Ordinal);
    }

    [LinuxTheory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_download_is_not_kept_in_memory(string version)
    {
        await Download(version, "bytes", Warm);
        Assert.Equal($"{Length}", await GrowthDuring(() => Download(version, "bytes", Length)));
    }

    [LinuxTheory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_file_is_not_kept_in_memory(string version)
    {
        await Download(version, "files", Warm);
        Assert.Equal($"{Length}", await GrowthDuring(() => Download(version, "files", Length)));
    }

    private void WriteSparse(string path, long length)
    {
        using var file = File.OpenWrite(_folder.Write(path, ""));
        file.SetLength(length);
    }

    private async Task<string> GrowthDuring(Func<Task<string>> transfer)
    {
        var before = _proxy.WorkingSet();
        var most = before;
        var transferring = transfer();
        while (await Task.WhenAny(transferring, Task.Delay(100)) != transferring)
            most = Math.Max(most, _proxy.WorkingSet());
        var result = await transferring;
        most = Math.Max(most, _proxy.WorkingSet());
        output.WriteLine($"{Length >> 20} MiB: {before / 1024} MB before, {most / 1024} MB at most");
        Assert.True(most - before < Allowed, $"{before} kB before, {most} kB at most");
        return result;
    }

    private async Task<string> Upload(string version, bool isLengthKnown, long length)
    {
        using var request = Request(HttpMethod.Post, "/upload", version);
        request.Content = new ZeroContent(length, isLengthKnown);
        using var answer = await _client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> Download(string version, string folder, long length)
    {
        using var request = Request(HttpMethod.Get, $"/{folder}/{length}", version);
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[Block];
        var total = 0L;
        while (await body.ReadAsync(buffer) is > 0 and var count)
            total += count;
        return $"{total}";
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string version) => new(method, path)
    {
        Version = new Version(version),
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    [GeneratedRegex("http://[0-9.:]+")]
    private static partial Regex Url();

    private sealed class ZeroContent(long length, bool isLengthKnown) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var block = new byte[Block];
            for (var sent = 0L; sent < length; sent += block.Length)
                await stream.WriteAsync(block);
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return isLengthKnown;
        }
    }
}
