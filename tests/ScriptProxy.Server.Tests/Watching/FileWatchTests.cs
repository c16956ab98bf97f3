using System.Runtime.Versioning;
using ScriptProxy.Server.Watching;
using ScriptProxy.Testing;

namespace ScriptProxy.Server.Tests.Watching;

public sealed class FileWatchTests : IDisposable
{
    private static readonly DateTime Old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1));
    private readonly string _toml;
    private readonly FileWatch _watch;

    public FileWatchTests()
    {
        _toml = Write("proxy.toml", "one");
        Directory.CreateDirectory(_folder.At("sites"));
        Directory.CreateDirectory(_folder.At("plugins"));
        _watch = new FileWatch(List(), () => true, TimeProvider.System);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _limit.Dispose();
    }

    [Fact]
    public async Task Notices_a_file_that_was_written()
    {
        File.WriteAllText(_toml, "two, longer");

        await _watch.Changed(Ignore, _limit.Token);
    }

    [Fact]
    public async Task Says_that_a_change_was_seen_before_it_has_settled()
    {
        File.WriteAllText(_toml, "two, longer");
        var noticed = 0;

        await _watch.Changed(() => noticed++, _limit.Token);

        Assert.Equal(1, noticed);
    }

    [Fact]
    public async Task Notices_a_file_that_was_renamed_over_it()
    {
        File.Move(Write("proxy.toml.new", "two, longer"), _toml, overwrite: true);

        await _watch.Changed(Ignore, _limit.Token);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Notices_that_others_may_write_a_file_no_more()
    {
        File.SetUnixFileMode(_toml, File.GetUnixFileMode(_toml) ^ UnixFileMode.OtherWrite);

        await _watch.Changed(Ignore, _limit.Token);
    }

    [Fact]
    public async Task Notices_a_file_that_was_deleted()
    {
        File.Delete(_toml);

        await _watch.Changed(Ignore, _limit.Token);
    }

    [Fact]
    public async Task Notices_a_link_that_was_swapped_to_a_file_with_the_same_time_and_length()
    {
        Link(Write("v1/app.csx", "same"));
        var watch = new FileWatch(List("app.csx"), () => true, TimeProvider.System);
        File.Delete(_folder.At("app.csx"));
        Link(Write("v2/app.csx", "same"));

        await watch.Changed(Ignore, _limit.Token);
    }

    [Theory]
    [InlineData("sites/new.toml")]
    [InlineData("plugins/New.dll")]
    [InlineData("plugins/New/New.dll")]
    public async Task Notices_a_new_file_where_one_may_appear(string file)
    {
        Write(file, "new");

        await _watch.Changed(Ignore, _limit.Token);
    }

    [Fact]
    public async Task Notices_a_change_that_was_made_while_the_files_were_read()
    {
        _watch.Loading();
        File.WriteAllText(_toml, "two, longer");
        _watch.Loaded(List(), DateTimeOffset.UtcNow);

        await _watch.Changed(Ignore, _limit.Token);
    }

    [Fact]
    public async Task Notices_a_new_script_that_was_written_while_it_was_read()
    {
        var began = DateTimeOffset.UtcNow;
        _watch.Loading();
        File.WriteAllText(_folder.At("app.csx"), "half");
        File.SetLastWriteTimeUtc(_folder.At("app.csx"), began.UtcDateTime.AddSeconds(1));
        _watch.Loaded(List("app.csx"), began);

        await _watch.Changed(Ignore, _limit.Token);
    }

    [Fact]
    public async Task Notices_an_old_plugin_that_was_moved_in_while_the_files_were_read()
    {
        _watch.Loading();
        Write("plugins/Old.dll", "old");
        _watch.Loaded(List(), DateTimeOffset.UtcNow);

        await _watch.Changed(Ignore, _limit.Token);
    }

    [Fact]
    public async Task Notices_a_plugin_that_was_deleted_while_the_files_were_read()
    {
        Write("plugins/Old.dll", "old");
        _watch.Loading();
        File.Delete(_folder.At("plugins/Old.dll"));
        _watch.Loaded(List(), DateTimeOffset.UtcNow);

        await _watch.Changed(Ignore, _limit.Token);
    }

    [Fact]
    public async Task Notices_nothing_when_a_load_brought_in_an_old_script()
    {
        Write("app.csx", "old");
        _watch.Loading();
        _watch.Loaded(List("app.csx"), DateTimeOffset.UtcNow);

        await StaysQuiet();
    }

    [Fact]
    public async Task Notices_nothing_when_files_appear_that_nobody_asked_for()
    {
        Write("sites/readme.md", "text");
        Write("plugins/New.pdb", "text");

        await StaysQuiet();
    }

    [Fact]
    public async Task Notices_nothing_once_the_change_has_been_loaded()
    {
        File.WriteAllText(_toml, "two, longer");
        await _watch.Changed(Ignore, _limit.Token);
        _watch.Loading();
        _watch.Loaded(List(), DateTimeOffset.UtcNow);

        await StaysQuiet();
    }

    private WatchList List(params string[] more) =>
        new([_toml, .. more.Select(_folder.At)], [_folder.At("sites/*.toml")], _folder.At("plugins"));

    // Long enough for several looks.
    private async Task StaysQuiet()
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _watch.Changed(Ignore, enough.Token));
    }

    private static void Ignore()
    {
    }

    private void Link(string target) => File.CreateSymbolicLink(_folder.At("app.csx"), target);

    private string Write(string file, string text)
    {
        var path = _folder.Write(file, text);
        File.SetLastWriteTimeUtc(path, Old);
        return path;
    }
}
