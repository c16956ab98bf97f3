using System.Text;
using System.Text.Json;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Testing;

namespace ScriptProxy.Observability.Tests;

public sealed class AccessLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordedLog _log = new();
    private readonly ManualClock _clock = new();

    private string LogPath => _folder.At("access.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writes_the_combined_format_to_a_file()
    {
        await using (var log = Start(new LogSettings { Access = LogPath }))
            log.Write(AccessRecords.For("/a?b=c"));

        Assert.Equal(
            """
            192.0.2.7 - - [23/Nov/2026:10:11:12 +0000] "GET /a?b=c HTTP/1.1" 200 512 "https://example.com/" "curl/8.0"

            """,
            await File.ReadAllTextAsync(LogPath));
    }

    [Fact]
    public async Task Writes_one_json_object_a_line()
    {
        await using (var log = Start(new LogSettings { Access = LogPath, Format = AccessLogFormat.Json }))
        {
            log.Write(AccessRecords.For("/one"));
            log.Write(AccessRecords.For("/two"));
        }

        var targets = from line in await File.ReadAllLinesAsync(LogPath)
                      select JsonElement.Parse(line).GetProperty("target").GetString();
        Assert.Equal(["/one", "/two"], targets);
    }

    [Fact]
    public async Task Writes_to_standard_output()
    {
        using var stdout = new MemoryStream();
        await using (var log = new AccessLog(new LogSettings(), _log, _clock, 16, stdout))
            log.Write(AccessRecords.For("/out"));

        Assert.Contains("GET /out HTTP/1.1", Encoding.UTF8.GetString(stdout.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Appends_to_what_is_there()
    {
        await File.WriteAllTextAsync(LogPath, "before\n");
        await using (var log = Start(new LogSettings { Access = LogPath }))
            log.Write(AccessRecords.For("/after"));

        var lines = await File.ReadAllLinesAsync(LogPath);
        Assert.Equal("before", lines[0]);
        Assert.Contains("/after", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Creates_a_file_that_others_cannot_read()
    {
        await using (Start(new LogSettings { Access = LogPath }))
        {
        }

        var others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(LogPath) & others);
    }

    [Fact]
    public async Task Follows_a_rotation_when_told_to_reopen()
    {
        await using (var log = Start(new LogSettings { Access = LogPath }))
        {
            log.Write(AccessRecords.For("/old"));
            await log.FlushAsync();
            File.Move(LogPath, _folder.At("access.log.1"));
            log.Reopen();
            log.Write(AccessRecords.For("/new"));
        }

        Assert.Contains("/old", await File.ReadAllTextAsync(_folder.At("access.log.1")), StringComparison.Ordinal);
        Assert.Contains("/new", await File.ReadAllTextAsync(LogPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_no_gap_in_a_file_that_was_truncated_in_place()
    {
        await using (var log = Start(new LogSettings { Access = LogPath }))
        {
            log.Write(AccessRecords.For("/old"));
            await log.FlushAsync();
            await File.WriteAllTextAsync(LogPath, "");
            log.Write(AccessRecords.For("/new"));
        }

        Assert.StartsWith("192.0.2.7", await File.ReadAllTextAsync(LogPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switches_files_without_losing_a_record()
    {
        await using (var log = Start(new LogSettings { Access = LogPath }))
        {
            for (var i = 0; i < 100; i++)
                log.Write(AccessRecords.For("/first"));
            log.Apply(new LogSettings { Access = _folder.At("other.log") });
            for (var i = 0; i < 100; i++)
                log.Write(AccessRecords.For("/second"));
        }

        var all = await File.ReadAllTextAsync(LogPath) + await File.ReadAllTextAsync(_folder.At("other.log"));
        Assert.Equal(100, all.Split("/first").Length - 1);
        Assert.Equal(100, all.Split("/second").Length - 1);
        Assert.DoesNotContain("/second", await File.ReadAllTextAsync(LogPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_disabled_and_silent_when_off()
    {
        using var stdout = new MemoryStream();
        await using (var log = new AccessLog(new LogSettings { Access = null }, _log, _clock, 16, stdout))
        {
            Assert.False(log.Enabled);
            log.Write(AccessRecords.For("/"));
        }

        Assert.Equal(0, stdout.Length);
    }

    [Fact]
    public async Task Logs_nothing_of_an_empty_sample()
    {
        await using var log = Start(new LogSettings { Access = LogPath, Sample = 0 });

        Assert.False(log.Enabled);
    }

    [Fact]
    public async Task Logs_about_the_share_that_the_sample_says()
    {
        await using (var log = Start(new LogSettings { Access = LogPath, Sample = 0.5 }))
        {
            for (var i = 0; i < 10_000; i++)
                log.Write(AccessRecords.For("/"));
        }

        Assert.InRange((await File.ReadAllLinesAsync(LogPath)).Length, 4_000, 6_000);
    }

    [Fact]
    public async Task Drops_and_counts_what_a_full_queue_cannot_take()
    {
        using var stdout = new StalledStream();
        await using (var log = new AccessLog(new LogSettings(), _log, _clock, 16, stdout))
        {
            log.Write(AccessRecords.For("/stalls"));
            await stdout.Reached;
            for (var i = 0; i < 16 + 3; i++)
                log.Write(AccessRecords.For("/queued"));
            stdout.Release();
        }

        var warning = Assert.Single(_log.Lines);
        Assert.StartsWith("Warning: requests that were served and not logged: 3;", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_once_a_minute_that_a_file_cannot_be_written()
    {
        var missing = _folder.At("missing/access.log");
        await using var log = Start(new LogSettings { Access = missing });
        await log.FlushAsync();
        for (var i = 0; i < 5; i++)
        {
            log.Write(AccessRecords.For("/"));
            await log.FlushAsync();
        }

        Assert.Single(_log.Lines);
        _clock.Advance(TimeSpan.FromMinutes(1));
        log.Write(AccessRecords.For("/"));
        await log.FlushAsync();

        Assert.Equal(2, _log.Lines.Count);
        Assert.StartsWith(
            $"Error: '{missing}' cannot be written: Could not find a part of the path", _log.Lines.Last());
        Assert.Contains("not logged: 6;", _log.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_on_once_the_file_can_be_written_again()
    {
        var path = _folder.At("later/access.log");
        await using (var log = Start(new LogSettings { Access = path }))
        {
            log.Write(AccessRecords.For("/lost"));
            await log.FlushAsync();
            Directory.CreateDirectory(_folder.At("later"));
            log.Write(AccessRecords.For("/kept"));
        }

        var text = await File.ReadAllTextAsync(path);
        Assert.Contains("/kept", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/lost", text, StringComparison.Ordinal);
    }

    private AccessLog Start(LogSettings settings) =>
        new(settings, _log, _clock, 32 * 1024, Stream.Null);
}
