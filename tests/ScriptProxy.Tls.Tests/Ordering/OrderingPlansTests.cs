using ScriptProxy.Configuration;
using ScriptProxy.Testing;
using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Tls.Tests.Ordering;

public sealed class OrderingPlansTests : IDisposable
{
    private const string Listeners =
        """
        [listener.http]
        address = ":8080"
        [listener.https]
        address = ":8443"
        tls = true

        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Wants_every_host_of_sites_on_TLS_listeners_that_have_no_certificate_of_their_own() => Assert.Equal(
        ["a.example", "b.example"],
        PlanOf(
            """
            [site.one]
            hosts = ["b.example", "A.example", "localhost", "127.0.0.1"]
            upstream = "echo:"
            [site.clear]
            hosts = ["clear.example"]
            listeners = ["http"]
            upstream = "echo:"
            [site.own]
            hosts = ["own.example"]
            certificate = "internal"
            upstream = "echo:"
            [site.any]
            upstream = "echo:"
            [acme]
            """).Names);

    [Fact]
    public void Wants_no_wildcard_that_it_cannot_prove() =>
        Assert.Equal(["a.example"], PlanOf(Site("a.example", "*.a.example") + "[acme]").Names);

    [Fact]
    public void Wants_nothing_that_a_wildcard_covers() => Assert.Equal(
        ["*.a.example", "a.example", "x.y.a.example"],
        PlanOf(Site("a.example", "*.a.example", "x.a.example", "x.y.a.example") + "[acme]\ndns = \"my-dns\"").Names);

    [Fact]
    public void Wants_nothing_without_acme() => Assert.Empty(PlanOf(Site("a.example")).Names);

    [Fact]
    public void Knows_the_CAs_and_the_second_one()
    {
        var plan = PlanOf(Site("a.example") + """
            [acme]
            email = "ops@example.com"
            agree_to_terms = true
            profile = "shortlived"
            chain = "ISRG Root X1"
            parallel = 2
            fallback = { directory = "zerossl", eab = { kid = "k", key = "s" } }
            """);

        Assert.Equal(2, plan.Parallel);
        Assert.Equal(
            [
                new CaSettings(new Uri("https://acme-v02.api.letsencrypt.org/directory"))
                {
                    Email = "ops@example.com", AgreeToTerms = true, Profile = "shortlived", Chain = "ISRG Root X1",
                },
                new CaSettings(new Uri("https://acme.zerossl.com/v2/DV90"))
                {
                    Email = "ops@example.com", AgreeToTerms = true, EabKid = "k", EabKey = "s",
                },
            ],
            plan.Authorities);
    }

    [Theory]
    [InlineData("customer.example", "any")]
    [InlineData("CUSTOMER.example", "any")]
    [InlineData("a.example", null)]
    [InlineData("x.wild.example", null)]
    [InlineData("x.y.wild.example", "any")]
    [InlineData("other.example", null)]
    [InlineData("clear.example", "any")]
    [InlineData("localhost", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1", null)]
    [InlineData("*.customer.example", null)]
    [InlineData("under_score.example", null)]
    [InlineData("", null)]
    public void Knows_which_names_are_ordered_on_demand_and_of_which_site(string name, string? site)
    {
        var plan = PlanOf(
            """
            [site.any]
            hosts = ["*", "a.example", "*.wild.example"]
            upstream = "echo:"
            [site.other]
            hosts = ["other.example"]
            upstream = "echo:"
            [site.clear]
            hosts = ["clear.example"]
            listeners = ["http"]
            upstream = "echo:"
            [acme]
            dns = "my-dns"
            """,
            "any");

        Assert.Equal(site, plan.OnDemand.SiteOf(name));
        Assert.Equal(site, plan.OnDemand.SiteOf("https", name));
        Assert.Null(plan.OnDemand.SiteOf("http", name));
    }

    [Fact]
    public void Orders_nothing_on_demand_for_a_site_with_another_certificate() => Assert.Null(
        PlanOf("[site.any]\nupstream = \"echo:\"\ncertificate = \"internal\"\n[acme]", "any").OnDemand.SiteOf("customer.example"));

    public void Dispose() => _folder.Dispose();

    private static string Site(params string[] hosts) =>
        $"[site.one]\nupstream = \"echo:\"\nhosts = [{string.Join(", ", hosts.Select(host => $"\"{host}\""))}]\n";

    private OrderingPlan PlanOf(string toml, params string[] onDemand)
    {
        var read = new SettingsReader().Read(_folder.Write("proxy.toml", Listeners + toml));
        Assert.DoesNotContain(read.Diagnostics, problem => problem.Severity == Diagnostics.Severity.Error);
        return OrderingPlans.Of(read.Settings, onDemand.ToHashSet());
    }
}
