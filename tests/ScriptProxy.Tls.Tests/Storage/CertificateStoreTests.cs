using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Testing;
using ScriptProxy.Tls.Certificates;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Tests.Storage;

public sealed class CertificateStoreTests : IDisposable
{
    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _state = new();
    private readonly TestCa _ca = new();
    private readonly CertificateStore _store;

    public CertificateStoreTests() => _store = new CertificateStore(_state.At("state/certificates"), NullLoggerFactory.Instance);

    public void Dispose()
    {
        _state.Dispose();
        _ca.Dispose();
    }

    [Fact]
    public void Gives_back_the_certificate_its_key_its_chain_and_its_notes()
    {
        using var bundle = Bundle("a.example.com");
        _store.Save("a.example.com", bundle, new Dictionary<string, string> { ["directory"] = "https://ca.example/dir" });

        using var found = _store.Find("a.example.com")!;

        Assert.Equal(bundle.Leaf.Thumbprint, found.Bundle.Leaf.Thumbprint);
        Assert.True(found.Bundle.Leaf.HasPrivateKey);
        Assert.Equal(_ca.Intermediate.Thumbprint, Assert.Single(found.Bundle.Chain).Thumbprint);
        Assert.Equal("https://ca.example/dir", found.Notes["directory"]);
    }

    [Fact]
    public void Has_nothing_before_something_was_stored()
    {
        Assert.Null(_store.Find("a.example.com"));
        Assert.Empty(_store.Names());
        _store.Remove("a.example.com");
        Assert.False(Directory.Exists(_store.Folder));
    }

    [Fact]
    public void Lists_names_with_wildcards_and_forgets_what_is_removed()
    {
        using var bundle = Bundle("*.example.com");
        _store.Save("*.example.com", bundle);
        _store.Save("b.example.com", bundle);

        Assert.Equal(["*.example.com", "b.example.com"], _store.Names());
        _store.Remove("*.example.com");
        Assert.Equal(["b.example.com"], _store.Names());
    }

    [Fact]
    public void Lets_only_the_owner_in()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var bundle = Bundle("a.example.com");
        _store.Save("a.example.com", bundle);
        _store.Orders.Write("one.json", "{}");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_store.PathOf("a.example.com")));
        foreach (var folder in new[] { _store.Folder, _store.Orders.Path })
            Assert.Equal(OwnersFolder, File.GetUnixFileMode(folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB")]
    [InlineData("garbage \0\u0001")]
    public void Sets_a_corrupt_entry_aside(string text)
    {
        using var bundle = Bundle("a.example.com");
        _store.Save("a.example.com", bundle);
        File.WriteAllText(_store.PathOf("a.example.com"), text);

        Assert.Null(_store.Find("a.example.com"));

        Assert.Empty(_store.Names());
        var aside = Assert.Single(Directory.GetFiles(_store.Folder, "*.corrupt-*"));
        Assert.Equal(text, File.ReadAllText(aside));
    }

    [Fact]
    public void Sets_an_entry_aside_whose_key_belongs_to_another_certificate()
    {
        using var one = Bundle("a.example.com");
        using var other = Bundle("a.example.com");
        _store.Save("a.example.com", one);
        File.WriteAllText(_store.PathOf("a.example.com"), one.KeyPem() + "\n" + other.ChainPem());

        Assert.Null(_store.Find("a.example.com"));
        Assert.Single(Directory.GetFiles(_store.Folder, "*.corrupt-*"));
    }

    [Fact]
    public void Takes_what_a_killed_process_left_half_written_for_nothing_and_cleans_it_up_later()
    {
        using var bundle = Bundle("a.example.com");
        _store.Save("a.example.com", bundle);
        var fresh = Path.Combine(_store.Folder, ".unfinished-a.example.com.pem.1");
        var old = Path.Combine(_store.Folder, ".unfinished-a.example.com.pem.2");
        File.WriteAllText(fresh, "-----BEGIN PRIVATE");
        File.WriteAllText(old, "-----BEGIN PRIVATE");
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));

        using var found = _store.Find("a.example.com");
        _store.Save("b.example.com", bundle);

        Assert.NotNull(found);
        Assert.Equal(["a.example.com", "b.example.com"], _store.Names());
        Assert.True(File.Exists(fresh));
        Assert.False(File.Exists(old));
    }

    [Fact]
    public async Task Never_shows_a_reader_half_an_entry_while_it_is_replaced()
    {
        using var one = Bundle("a.example.com");
        using var other = Bundle("a.example.com");
        _store.Save("a.example.com", one);
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 200; i++)
                _store.Save("a.example.com", i % 2 == 0 ? other : one);
        });

        var read = 0;
        while (!writing.IsCompleted || read == 0)
        {
            using var found = _store.Find("a.example.com");
            Assert.NotNull(found);
            read++;
        }

        await writing;
        Assert.Empty(Directory.GetFiles(_store.Folder, "*.corrupt-*"));
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("")]
    public void Refuses_names_that_lead_out_of_the_folder(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => _store.Find(name));

    private CertificateBundle Bundle(string name)
    {
        using var leaf = _ca.Issue(name);
        return CertificateBundle.FromPem(_ca.ChainOf(leaf), TestCa.KeyOf(leaf));
    }
}
