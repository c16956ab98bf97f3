using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Testing;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Tests.Storage;

public sealed class StoreLockTests : IDisposable
{
    private readonly TemporaryFolder _state = new();
    private readonly CertificateStore _store;

    public StoreLockTests() => _store = new CertificateStore(_state.Path, NullLoggerFactory.Instance);

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task Is_held_by_one_at_a_time_and_waited_for()
    {
        var first = await _store.Lock("a.example.com", CancellationToken.None);
        Assert.Null(_store.TryLock("a.example.com"));
        var second = _store.Lock("a.example.com", CancellationToken.None);
        Assert.False(second.IsCompleted);

        first.Dispose();

        using var taken = await second.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Of_another_name_is_free()
    {
        using var one = _store.TryLock("a.example.com");
        using var other = _store.TryLock("*.example.com");
        Assert.NotNull(other);
    }

    [Fact]
    public async Task Gives_up_when_it_is_told_to()
    {
        using var held = _store.TryLock("a.example.com");
        using var stop = new CancellationTokenSource();
        var waiting = _store.Lock("a.example.com", stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void Keeps_other_processes_out()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var file = Path.Combine(_store.Folder, "locks", "a.example.com.lock");
        using (var held = _store.TryLock("a.example.com"))
            Assert.Equal(1, Flock(file));
        Assert.Equal(0, Flock(file));
    }

    // util-linux: takes the lock as another process of ours would, and fails when it is held.
    private static int Flock(string file)
    {
        using var process = Process.Start("flock", ["--nonblock", file, "true"]);
        process.WaitForExit();
        return process.ExitCode;
    }
}
