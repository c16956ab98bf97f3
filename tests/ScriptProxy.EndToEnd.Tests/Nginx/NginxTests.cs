namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>
/// The same requests through nginx and ScriptProxy: what the backend saw and the client got must agree.
/// </summary>
public sealed class NginxTests(TwinsBySection twins) : IClassFixture<TwinsBySection>
{
    private const int Enough = 150;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var section in SectionReader.All)
        {
            foreach (var one in section.Cases)
                cases.Add(section.Name, one.Name);
        }

        return cases;
    }

    [NginxTheory]
    [MemberData(nameof(Cases))]
    public async Task Agrees_with_nginx_or_differs_as_was_meant(string section, string name)
    {
        var file = SectionReader.All.Single(candidate => candidate.Name == section);
        var one = file.Cases.Single(candidate => candidate.Name == name);
        var differences = HttpClientWays.Without(await (await twins.Of(file)).Differences(one));
        var meant = one.Difference?.Lines ?? [];
        Assert.True(
            meant.SequenceEqual(differences),
            $"Only nginx (-) and only ScriptProxy (+):\n{string.Join('\n', differences)}\n");
    }

    [Fact]
    public void Asks_enough() =>
        Assert.InRange(
            SectionReader.All.Sum(section => section.Cases.Sum(one => one.Requests.Count)), Enough, int.MaxValue);

    [Fact]
    public void A_difference_says_what_it_is() =>
        Assert.DoesNotContain(
            SectionReader.All.SelectMany(section => section.Cases),
            one => one.Difference is { } meant && (meant.Reason.Length == 0 || meant.Lines.Count == 0));
}
