using ScriptProxy.Testing;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Tests.Storage;

public sealed class FolderEntriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Are_put_on_the_disk_where_the_system_can()
    {
        Directory.CreateDirectory(_folder.At("stäte"));

        Assert.Equal(OperatingSystem.IsLinux(), FolderEntries.Flush(_folder.At("stäte")));
    }

    [Fact]
    public void Of_no_folder_are_nothing() => Assert.False(FolderEntries.Flush(_folder.At("none")));

    public void Dispose() => _folder.Dispose();
}
