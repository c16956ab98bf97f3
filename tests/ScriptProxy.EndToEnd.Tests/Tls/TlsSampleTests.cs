using System.Net;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Tls;

/// <summary>samples/tls does what its README says.</summary>
public sealed class TlsSampleTests
{
    [Fact]
    public async Task Redirects_to_https_and_does_not_loop_before_an_application_that_insists_on_it()
    {
        await using var proxy = await Sample();
        using var client = proxy.Client(proxy.LocalCa());

        using var redirect = await client.GetAsync(new Uri($"http://localhost:{proxy.PlainPort}/account"));
        Assert.Equal(HttpStatusCode.MovedPermanently, redirect.StatusCode);
        Assert.Equal(new Uri($"https://localhost:{proxy.Port}/account"), redirect.Headers.Location);

        using var answer = await client.GetAsync(redirect.Headers.Location);
        Assert.Equal($"Welcome to localhost:{proxy.Port} by https\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Loops_when_the_application_is_told_nothing_and_check_says_so()
    {
        await using var proxy = await Sample(toml => toml.Replace(
            "upstream    = \"http://127.0.0.1:8095\"", "upstream    = \"app\"", StringComparison.Ordinal)
            + "\n[upstream.app]\nservers = [\"http://127.0.0.1:8095\"]\nforwarded = \"off\"\n");
        using var client = proxy.Client(proxy.LocalCa());

        using var answer = await client.GetAsync(new Uri($"https://localhost:{proxy.Port}/account"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("SP4024", Assert.Single(proxy.Warnings).Code);
    }

    private static async Task<TlsProxy> Sample(Func<string, string>? change = null)
    {
        var proxy = TlsProxy.Prepare();
        var inner = FreePort.Next();
        var toml = change?.Invoke(Checkout.Read("samples/tls/proxy.toml")) ?? Checkout.Read("samples/tls/proxy.toml");
        proxy.Folder.Write("scripts/insisting.csx", Checkout.Read("samples/tls/scripts/insisting.csx"));
        await proxy.Serve(toml.Replace("127.0.0.1:8093", $"127.0.0.1:{proxy.Port}", StringComparison.Ordinal)
            .Replace("127.0.0.1:8094", $"127.0.0.1:{proxy.PlainPort}", StringComparison.Ordinal)
            .Replace("127.0.0.1:8095", $"127.0.0.1:{inner}", StringComparison.Ordinal));
        return proxy;
    }
}
