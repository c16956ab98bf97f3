using ScriptProxy.Testing;

namespace ScriptProxy.Cli.Tests.Commands;

public sealed class TrustCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Says_where_the_CA_is_which_it_makes_once()
    {
        _folder.Write("proxy.toml", "[listener.http]\naddress = \":8080\"\n[site.a]\nupstream = \"echo:\"\n");

        var (code, output, error) = await CliProcess.RunAsync(_folder.Path, "trust");
        var again = await CliProcess.RunAsync(_folder.Path, "trust");

        var root = _folder.At("state/internal/root.crt");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith(root + "\n  ScriptProxy local CA ", output, StringComparison.Ordinal);
        Assert.Contains("update-ca-certificates", output, StringComparison.Ordinal);
        Assert.Contains("BEGIN CERTIFICATE", await File.ReadAllTextAsync(root), StringComparison.Ordinal);
        Assert.Equal(output, again.Output);
    }

    [Fact]
    public async Task Says_why_the_CA_cannot_be_made()
    {
        _folder.Write("state", "a file where the folder should be");
        _folder.Write("proxy.toml", "[site.a]\nupstream = \"echo:\"\n");

        var (code, _, error) = await CliProcess.RunAsync(_folder.Path, "trust");

        Assert.Equal(1, code);
        Assert.StartsWith("scriptproxy: '", error, StringComparison.Ordinal);
    }
}
