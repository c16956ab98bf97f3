using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Acme.Certificates;
using ScriptProxy.Acme.Challenges;
using ScriptProxy.Acme.Issuing;
using ScriptProxy.Acme.Keys;
using ScriptProxy.Acme.Orders;
using ScriptProxy.Acme.Tests.Fixtures;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.Acme.Tests.EndToEnd;

[Collection(nameof(PebbleCollection))]
public sealed class IssuanceTests(PebbleCollection pebble) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1));
    private readonly AccountKey _account = AccountKey.Create();
    private readonly ECDsa _key = SigningRequest.NewKey();

    [PebbleFact]
    public async Task Orders_by_http()
    {
        using var chain = await Issue(Listeners(ChallengeType.Http01), "a.http.test", "b.http.test");

        await IsTrusted(chain, "a.http.test");
        Assert.True(chain.Leaf.MatchesHostname("b.http.test"));
        Assert.DoesNotContain(pebble.Proofs.Values, proof => proof.Name.Contains("http.test"));
    }

    [PebbleFact]
    public async Task Orders_by_tls()
    {
        using var chain = await Issue(Listeners(ChallengeType.TlsAlpn01), "a.tls.test");

        await IsTrusted(chain, "a.tls.test");
    }

    [PebbleFact]
    public async Task Orders_a_name_and_its_wildcard_by_dns()
    {
        using var chain = await Issue(new DnsResponder(pebble.Server.Dns), "dns.test", "*.dns.test");

        await IsTrusted(chain, "dns.test");
        await IsTrusted(chain, "any.dns.test");
    }

    [PebbleFact]
    public async Task Orders_a_wildcard_by_the_sample_plugin()
    {
        await using var plugin = new SamplePlugin(pebble.Server.Dns.Management);

        using var chain = await Issue(plugin, "*.plugin.test", "plugin.test");

        await IsTrusted(chain, "any.plugin.test");
    }

    [PebbleFact]
    public async Task Says_what_the_DNS_API_answered()
    {
        await using var plugin = new SamplePlugin(new Uri(pebble.Server.Dns.Management, "nowhere/"));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Issue(plugin, "*.nowhere.test"));

        Assert.StartsWith("127.0.0.1 answered 404", error.Message);
    }

    [PebbleFact]
    public async Task Orders_for_an_rsa_key()
    {
        using var rsa = RSA.Create(2048);
        var account = await Register();
        var order = await account.NewOrder(new OrderRequest(["rsa.test"]), _limit.Token);

        using var chain = await new Issuance(account, [Listeners(ChallengeType.Http01)])
            .Finish(order, new IssuancePlan(["rsa.test"], rsa), _limit.Token);

        using var whole = chain.Leaf.CopyWithPrivateKey(rsa);
        Assert.True(whole.HasPrivateKey);
    }

    [PebbleFact]
    public async Task Goes_on_with_an_order_after_a_crash_at_any_step()
    {
        var account = await Register();
        var order = await account.NewOrder(new OrderRequest(["crash.test"]), _limit.Token);
        var plan = new IssuancePlan(["crash.test"], _key);
        using var first = await Finish(account, order, plan);

        // What another process would know: the account, the order's address, the certificate's key.
        using var client = pebble.Client();
        var again = client.Account(_account, account.Url);
        using var second = await Finish(again, await again.GetOrder(order.Url, _limit.Token), plan);

        Assert.Equal(first.Leaf.Thumbprint, second.Leaf.Thumbprint);
    }

    [PebbleFact]
    public async Task Chooses_the_chain_that_leads_to_the_preferred_root()
    {
        using var other = await pebble.Server.Root(1);
        var account = await Register();
        var order = await account.NewOrder(new OrderRequest(["alternate.test"]), _limit.Token);

        using var chain = await Finish(
            account,
            order,
            new IssuancePlan(["alternate.test"], _key) { PreferredRoot = other.GetNameInfo(X509NameType.SimpleName, false) });

        await IsTrusted(chain, "alternate.test", root: 1);
        var (first, alternates) = await account.Download((await account.GetOrder(order.Url, _limit.Token)).Certificate!, _limit.Token);
        first.Dispose();
        Assert.Equal(2, alternates.Count);
    }

    [PebbleFact]
    public async Task Revokes()
    {
        var account = await Register();
        var order = await account.NewOrder(new OrderRequest(["revoked.test"]), _limit.Token);
        using var chain = await Finish(account, order, new IssuancePlan(["revoked.test"], _key));
        Assert.Equal("Valid", await pebble.Server.StatusOf(chain.Leaf));

        await account.Revoke(chain.Leaf, RevocationReason.KeyCompromise, _limit.Token);

        Assert.Equal("Revoked", await pebble.Server.StatusOf(chain.Leaf));
        var twice = await Assert.ThrowsAsync<AcmeException>(
            () => account.Revoke(chain.Leaf, RevocationReason.Unspecified, _limit.Token));
        Assert.StartsWith("the certificate is revoked already", twice.Message);
    }

    [PebbleFact]
    public async Task Says_what_the_CA_saw_when_nothing_answers_the_challenge()
    {
        var error = await Assert.ThrowsAsync<AcmeException>(() => Issue(new AbsentResponder(), "absent.test"));

        Assert.Equal(AcmeFault.Invalid, error.Fault);
        Assert.StartsWith("the CA could not validate 'absent.test' by http-01", error.Message);
        Assert.EndsWith(
            "something answered that is not this proxy: check where http://absent.test/.well-known/acme-challenge/ leads from "
            + "outside, old AAAA records and a CDN included",
            error.Message);
    }

    [PebbleFact]
    public async Task Says_that_the_machine_cannot_be_reached()
    {
        // Nobody listens on this address of loopback.
        await pebble.Server.Dns.SetAddress("closed.test", "127.9.9.9");

        var error = await Assert.ThrowsAsync<AcmeException>(() => Issue(Listeners(ChallengeType.Http01), "closed.test"));

        Assert.Equal("connection", error.Problem?.Type);
        Assert.Contains("port 80 is open to the internet", error.Message);
    }

    [PebbleFact]
    public async Task Says_that_wildcards_need_dns()
    {
        var error = await Assert.ThrowsAsync<AcmeException>(
            () => Issue(Listeners(ChallengeType.Http01), "*.wild.test"));

        Assert.Equal(
            "'*.wild.test' can be proved to the CA by dns-01, and what is set is http-01; wildcards need challenge = \"dns-01\"",
            error.Message);
    }

    public void Dispose()
    {
        _account.Dispose();
        _key.Dispose();
        _limit.Dispose();
    }

    private ListenerResponder Listeners(string type) => new(pebble, type);

    private Task<AcmeAccount> Register() => pebble.Client().Register(
        _account, new AccountRequest { Email = "ops@example.com", AgreeToTerms = true }, _limit.Token);

    private async Task<IssuedChain> Issue(IChallengeResponder responder, params string[] names)
    {
        var account = await Register();
        var order = await account.NewOrder(new OrderRequest(names), _limit.Token);
        return await new Issuance(account, [responder]).Finish(order, new IssuancePlan(names, _key), _limit.Token);
    }

    private Task<IssuedChain> Finish(AcmeAccount account, Order order, IssuancePlan plan) =>
        new Issuance(account, [Listeners(ChallengeType.Http01)]).Finish(order, plan, _limit.Token);

    private async Task IsTrusted(IssuedChain given, string name, int root = 0)
    {
        using var trusted = await pebble.Server.Root(root);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(trusted);
        foreach (var issuer in given.All.Skip(1))
            chain.ChainPolicy.ExtraStore.Add(issuer);

        Assert.True(chain.Build(given.Leaf), string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));
        Assert.True(given.Leaf.MatchesHostname(name), name);
    }
}
