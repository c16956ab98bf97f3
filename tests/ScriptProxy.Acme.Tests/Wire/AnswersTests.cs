using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Acme.Certificates;
using ScriptProxy.Acme.Issuing;
using ScriptProxy.Acme.Keys;
using ScriptProxy.Acme.Tests.Fixtures;
using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.Acme.Tests.Wire;

public sealed class AnswersTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Pending =
        """{"status":"pending","authorizations":["~/authorization"],"finalize":"~/finalize","identifiers":[]}""";

    private const string Open =
        """
        {"status":"pending","identifier":{"type":"dns","value":"a.example"},
         "challenges":[{"type":"http-01","url":"~/challenge","token":"abc","status":"pending"}]}
        """;

    private readonly FastClock _clock = new();
    private readonly AccountKey _key = AccountKey.Create();
    private FakeCa _ca = null!;
    private AcmeClient _client = null!;

    public async Task InitializeAsync()
    {
        _ca = await FakeCa.Start();
        _client = new AcmeClient(_ca.Settings() with { RequestTimeout = TimeSpan.FromSeconds(30), Polls = 5 }, _clock);
        _ca.Says("/order", Pending, 201, ("Location", "/order/1"));
        _ca.Says("/order/1", Pending);
        _ca.Says("/authorization", Open);
        _ca.Says("/challenge", "{}");
    }

    [Fact]
    public async Task Sends_again_with_the_new_nonce_and_gives_up_after_as_many_times_as_set()
    {
        _ca.Says("/account", """{"type":"urn:ietf:params:acme:error:badNonce"}""", 400);

        var error = await Assert.ThrowsAsync<AcmeException>(Register);

        Assert.StartsWith("the CA refused one nonce after another", error.Message);
        Assert.Equal(16, _ca.Asked.Count(asked => asked == "POST /account"));
        Assert.Equal(1, _ca.Asked.Count(asked => asked == "HEAD /nonce"));
    }

    [Fact]
    public async Task Says_that_there_is_no_nonce()
    {
        _ca.Paths["/nonce"] = http =>
        {
            http.Response.Headers.Remove("Replay-Nonce");
            return Task.CompletedTask;
        };

        Assert.Contains("gave no Replay-Nonce", (await Assert.ThrowsAsync<AcmeException>(Register)).Message);
    }

    [Fact]
    public async Task Says_until_when_to_wait_at_a_rate_limit()
    {
        _ca.Says("/order", """{"type":"urn:ietf:params:acme:error:rateLimited","detail":"slow"}""", 429, ("Retry-After", "3600"));
        var account = await Register();

        var error = await Assert.ThrowsAsync<AcmeException>(() => account.NewOrder(new OrderRequest(["a.example"]), default));

        Assert.Equal(AcmeFault.RateLimited, error.Fault);
        Assert.Equal(_clock.GetUtcNow().AddHours(1), error.RetryAt);
        Assert.EndsWith("not before 2026-01-01 01:00:00 UTC", error.Message);
    }

    [Theory]
    [InlineData("/order", "{}", "order has no 'status'")]
    [InlineData("/order", """{"status":"done","authorizations":[],"finalize":"~/f"}""", "has the status 'done'")]
    [InlineData("/order", """{"status":"7","authorizations":[],"finalize":"~/f"}""", "has the status '7'")]
    [InlineData("/order", """{"status":"ready","authorizations":{},"finalize":"~/f"}""", "no list 'authorizations'")]
    [InlineData("/order", """{"status":"ready","authorizations":["file:///x"],"finalize":"~/f"}""", "that is no https url")]
    [InlineData("/authorization", "{}", "has no 'identifier'")]
    [InlineData(
        "/authorization",
        """{"status":"pending","identifier":{"value":"a"},"challenges":[{"type":"http-01","url":"~/c","token":"../x"}]}""",
        "other characters than base64url")]
    public async Task Names_what_is_wrong_with_an_answer(string path, string body, string words)
    {
        _ca.Says(path, body, 201, ("Location", "/order/1"));

        var error = await Assert.ThrowsAsync<AcmeException>(Issue);

        Assert.Equal(AcmeFault.Nonsense, error.Fault);
        Assert.Contains(words, error.Message);
    }

    [Fact]
    public async Task Waits_as_long_as_the_CA_says_and_no_more_often_than_set()
    {
        _ca.Says("/authorization", Open, 200, ("Retry-After", "3"));

        var error = await Assert.ThrowsAsync<AcmeException>(Issue);

        Assert.Equal(AcmeFault.TimedOut, error.Fault);
        Assert.EndsWith("in vain for the CA to validate 'a.example'", error.Message);
        Assert.All(_clock.Waits, wait => Assert.True(wait >= TimeSpan.FromSeconds(3)));
        Assert.InRange(_clock.Waits.Count, 1, 5);
    }

    [Fact]
    public async Task Does_not_wait_longer_than_set_for_a_CA_that_wants_days()
    {
        _ca.Says("/authorization", Open, 200, ("Retry-After", "86400"));

        var error = await Assert.ThrowsAsync<AcmeException>(Issue);

        Assert.Equal(AcmeFault.TimedOut, error.Fault);
        Assert.Equal(_clock.GetUtcNow().AddDays(1), error.RetryAt);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Lives_through_two_faults_of_a_CA_that_works_on_it()
    {
        var asked = 0;
        _ca.Paths["/authorization"] = http => Interlocked.Increment(ref asked) switch
        {
            1 => http.Response.WriteAsync(Open.Replace("~", _ca.Url)),
            2 or 3 => Fail(http),
            _ => http.Response.WriteAsync(Open.Replace("~", _ca.Url).Replace("\"pending\",\"identifier", "\"valid\",\"identifier")),
        };
        _ca.Says("/order/1", """{"status":"invalid","authorizations":[],"finalize":"~/f","error":{"type":"x","detail":"why"}}""");

        var error = await Assert.ThrowsAsync<AcmeException>(Issue);

        Assert.Equal("the CA will make no certificate of this order: the CA refuses it: why (x)", error.Message);
    }

    [Fact]
    public async Task Says_what_the_CA_saw_at_which_address()
    {
        _ca.Says(
            "/authorization",
            """
            {"status":"invalid","identifier":{"type":"dns","value":"a.example"},"challenges":[
              {"type":"http-01","url":"~/challenge","token":"abc","status":"invalid",
               "error":{"type":"urn:ietf:params:acme:error:connection","detail":"Timeout during connect"},
               "validationRecord":[{"addressUsed":"203.0.113.7"}]}]}
            """);

        var error = await Assert.ThrowsAsync<AcmeException>(Issue);

        Assert.Equal(
            "the CA could not validate 'a.example' by http-01, at 203.0.113.7: the CA could not connect to this machine: Timeout "
            + "during connect (connection); check that public DNS has this machine's addresses for 'a.example', A and AAAA, and "
            + "that port 80 is open to the internet and leads to this proxy",
            error.Message);
    }

    [Fact]
    public async Task Refuses_a_certificate_for_another_key()
    {
        using var authority = TestCa.WithoutIntermediate();
        using var other = authority.Issue("a.example");
        _ca.Says("/order", """{"status":"valid","authorizations":[],"finalize":"~/f","certificate":"~/c"}""", 201, ("Location", "/order/1"));
        _ca.Says("/c", other.ExportCertificatePem());

        var error = await Assert.ThrowsAsync<AcmeException>(Issue);

        Assert.Equal("the CA gave a certificate that is for another key than ours", error.Message);
    }

    [Fact]
    public async Task Takes_the_first_chain_when_another_one_that_is_offered_cannot_be_had()
    {
        using var ca = new TestCa();
        using var leaf = ca.Issue("a.example");
        using var key = leaf.GetECDsaPrivateKey()!;
        _ca.Says("/order", """{"status":"valid","authorizations":[],"finalize":"~/f","certificate":"~/c"}""", 201, ("Location", "/order/1"));
        _ca.Says("/c", leaf.ExportCertificatePem(), 200, ("Link", "<~/gone>;rel=\"alternate\""));
        var account = await Register();
        var order = await account.NewOrder(new OrderRequest(["a.example"]), default);
        var warnings = new List<string>();

        using var chain = await new Issuance(account, []).Finish(
            order, new IssuancePlan(["a.example"], key) { PreferredRoot = "Another", Warn = warnings.Add }, default);

        Assert.Equal(leaf.Thumbprint, chain.Leaf.Thumbprint);
        Assert.StartsWith("another chain that the CA offers cannot be had: the CA answered 404 ", Assert.Single(warnings));
    }

    [Fact]
    public async Task Reads_the_directory_again_after_a_day()
    {
        await _client.Directory(default);
        _ca.Meta["website"] = "https://moved.example";
        Assert.Null((await _client.Directory(default)).Website);

        _clock.Turn(TimeSpan.FromDays(1));

        Assert.Equal("https://moved.example", (await _client.Directory(default)).Website);
    }

    [Fact]
    public async Task Orders_by_a_profile_and_in_the_place_of_another()
    {
        _ca.Meta["profiles"] = new System.Text.Json.Nodes.JsonObject { ["shortlived"] = "six days" };
        var payload = "";
        var answer = _ca.Paths["/order"];
        _ca.Paths["/order"] = async http =>
        {
            payload = await SignedRequest.PayloadOf(http);
            await answer(http);
        };
        var account = await Register();

        await account.NewOrder(
            new OrderRequest(["a.example"]) { Profile = "shortlived", Replaces = "aYhb.AIdl" }, default);

        Assert.Equal(
            """{"identifiers":[{"type":"dns","value":"a.example"}],"profile":"shortlived","replaces":"aYhb.AIdl"}""", payload);
    }

    [Fact]
    public async Task Refuses_a_profile_that_the_CA_does_not_have()
    {
        _ca.Meta["profiles"] = new System.Text.Json.Nodes.JsonObject { ["classic"] = "", ["shortlived"] = "" };
        var account = await Register();

        var error = await Assert.ThrowsAsync<AcmeException>(
            () => account.NewOrder(new OrderRequest(["a.example"]) { Profile = "short" }, default));

        Assert.Equal("the CA has no profile 'short'; it has 'classic', 'shortlived'", error.Message);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _key.Dispose();
        await _ca.DisposeAsync();
    }

    private Task<AcmeAccount> Register() => _client.Register(_key, new AccountRequest { AgreeToTerms = true }, default);

    private async Task Issue()
    {
        using var key = SigningRequest.NewKey();
        var account = await Register();
        var order = await account.NewOrder(new OrderRequest(["a.example"]), default);
        await new Issuance(account, [new AbsentResponder()]).Finish(order, new IssuancePlan(["a.example"], key), default);
    }

    private static Task Fail(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }
}
