using Microsoft.Extensions.Logging.Abstractions;
using ScriptProxy.Testing;
using ScriptProxy.Tls.Certificates;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Tests.Storage;

public sealed class FullDiskTests
{
    [SmallDiskFact]
    public void A_full_disk_is_told_of_and_harms_nothing()
    {
        using var disk = new SmallDisk();
        using var ca = new TestCa();
        using var leaf = ca.Issue("a.example.com");
        using var bundle = CertificateBundle.FromPem(ca.ChainOf(leaf), TestCa.KeyOf(leaf));
        var store = new CertificateStore(CertificateStore.FolderIn(disk.Path), NullLoggerFactory.Instance);
        store.Save("a.example.com", bundle);
        disk.Fill();

        var refused = Assert.Throws<StoreException>(() => store.Save("a.example.com", bundle, Longer()));

        Assert.Contains("the disk is full", refused.Message, StringComparison.Ordinal);
        Assert.Contains(store.PathOf("a.example.com"), refused.Message, StringComparison.Ordinal);
        using var found = store.Find("a.example.com");
        Assert.Equal(leaf.Thumbprint, found!.Bundle.Leaf.Thumbprint);
        Assert.Single(Directory.GetFiles(store.Folder));
    }

    private static Dictionary<string, string> Longer() => new() { ["note"] = new string('x', 10_000) };
}
