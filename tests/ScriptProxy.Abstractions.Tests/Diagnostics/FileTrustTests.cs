using System.Runtime.Versioning;
using ScriptProxy.Diagnostics;
using ScriptProxy.Testing;

namespace ScriptProxy.Abstractions.Tests.Diagnostics;

[UnsupportedOSPlatform("windows")]
public sealed class FileTrustTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Distrusts_a_file_that_everyone_may_write()
    {
        var file = _folder.Write("open.toml", "");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherWrite);
        Assert.True(FileTrust.IsWritableByEveryone(file));
    }

    [Fact]
    public void Trusts_a_file_that_only_its_owner_and_group_may_write()
    {
        var file = _folder.Write("closed.toml", "");
        File.SetUnixFileMode(file, UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherRead);
        Assert.False(FileTrust.IsWritableByEveryone(file));
    }

    [Fact]
    public void Looks_at_the_file_behind_a_link()
    {
        var file = _folder.Write("closed.toml", "");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var link = File.CreateSymbolicLink(_folder.At("link.toml"), file).FullName;
        Assert.False(FileTrust.IsWritableByEveryone(link));
    }

    [Fact]
    public void Throws_for_a_file_that_does_not_exist() =>
        Assert.ThrowsAny<IOException>(() => FileTrust.IsWritableByEveryone(_folder.At("missing.toml")));

    public void Dispose() => _folder.Dispose();
}
