using ScriptProxy.Acme.Keys;
using ScriptProxy.Acme.Tests.Fixtures;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.Acme.Tests.EndToEnd;

[Collection(nameof(PebbleCollection))]
public sealed class AccountTests(PebbleCollection pebble) : IDisposable
{
    private static readonly AccountRequest Agreed = new() { AgreeToTerms = true };

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1));
    private readonly AccountKey _key = AccountKey.Create();

    [PebbleFact]
    public async Task Finds_the_account_of_a_key_again()
    {
        using var client = pebble.Client();
        var made = await client.Register(_key, Agreed, _limit.Token);
        using var copy = AccountKey.FromPem(_key.ToPem());

        Assert.Equal(made.Url, (await client.Find(copy, _limit.Token)).Url);
        Assert.Equal(made.Url, (await client.Register(copy, Agreed, _limit.Token)).Url);
    }

    [PebbleFact]
    public async Task Does_not_make_an_account_when_it_looks_for_one()
    {
        using var client = pebble.Client();

        var error = await Assert.ThrowsAsync<AcmeException>(() => client.Find(_key, _limit.Token));

        Assert.Equal("accountDoesNotExist", error.Problem?.Type);
        Assert.StartsWith("the CA does not know this account", error.Message);
    }

    [PebbleFact]
    public async Task Makes_no_account_without_agreement_to_the_terms()
    {
        using var client = pebble.Client();

        var error = await Assert.ThrowsAsync<AcmeException>(
            () => client.Register(_key, new AccountRequest(), _limit.Token));

        Assert.Equal(AcmeFault.Refused, error.Fault);
    }

    [PebbleFact]
    public async Task Changes_the_key()
    {
        using var client = pebble.Client();
        using var next = AccountKey.Create();
        var account = await client.Register(_key, Agreed, _limit.Token);

        var changed = await account.ChangeKey(next, _limit.Token);

        Assert.Equal(account.Url, changed.Url);
        Assert.Equal(account.Url, (await client.Find(next, _limit.Token)).Url);
        await changed.NewOrder(new OrderRequest(["rollover.test"]), _limit.Token);
        await Assert.ThrowsAsync<AcmeException>(() => account.NewOrder(new OrderRequest(["rollover.test"]), _limit.Token));
    }

    [PebbleFact]
    public async Task Changes_the_address_and_ends()
    {
        using var client = pebble.Client();
        var account = await client.Register(_key, Agreed, _limit.Token);

        await account.ChangeEmail("new@example.com", _limit.Token);
        await account.Deactivate(_limit.Token);

        await Assert.ThrowsAsync<AcmeException>(() => account.NewOrder(new OrderRequest(["ended.test"]), _limit.Token));
    }

    [PebbleFact]
    public async Task Binds_an_external_account()
    {
        const string Key = "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";
        await using var server = await PebbleServer.Start(
            new PebbleOptions { ExternalAccounts = new Dictionary<string, string> { ["kid-1"] = Key } });
        using var client = new AcmeClient(
            new AcmeServerSettings { Directory = server.Directory, Roots = [server.Authority.Root] });

        var without = await Assert.ThrowsAsync<AcmeException>(() => client.Register(_key, Agreed, _limit.Token));
        var wrong = await Assert.ThrowsAsync<AcmeException>(() => client.Register(
            _key, Agreed with { ExternalAccount = new ExternalAccount("kid-2", Key) }, _limit.Token));
        var account = await client.Register(
            _key, Agreed with { ExternalAccount = new ExternalAccount("kid-1", Key) }, _limit.Token);

        Assert.Contains("set eab = { kid, key }", without.Message);
        Assert.Equal(AcmeFault.Refused, wrong.Fault);
        await account.NewOrder(new OrderRequest(["eab.test"]), _limit.Token);
    }

    [PebbleFact]
    public async Task Tells_what_the_CA_says_of_itself()
    {
        using var client = pebble.Client();

        var directory = await client.Directory(_limit.Token);

        Assert.Equal("data:text/plain,Do%20what%20thou%20wilt", directory.TermsOfService);
        Assert.False(directory.ExternalAccountRequired);
        Assert.False(directory.HasRenewalInformation);
    }

    [PebbleFact]
    public async Task Refuses_a_CA_whose_root_is_not_known()
    {
        using var client = new AcmeClient(new AcmeServerSettings { Directory = pebble.Server.Directory });

        var error = await Assert.ThrowsAsync<AcmeException>(() => client.Directory(_limit.Token));

        Assert.Equal(AcmeFault.Untrusted, error.Fault);
        Assert.Contains("for a private CA, name its root with ca in [acme]", error.Message);
    }

    public void Dispose()
    {
        _key.Dispose();
        _limit.Dispose();
    }
}
