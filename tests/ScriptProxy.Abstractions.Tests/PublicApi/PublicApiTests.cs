using ScriptProxy.Testing;

namespace ScriptProxy.Abstractions.Tests.PublicApi;

public sealed class PublicApiTests
{
    private const string Accept = "SCRIPTPROXY_ACCEPT_GOLDEN";

    /// <summary>
    /// Scripts and plugins of others are compiled against this: a line that goes or changes breaks them.
    /// </summary>
    [Fact]
    public void Is_what_was_approved()
    {
        var approved = Checkout.At("tests/ScriptProxy.Abstractions.Tests/PublicApi.approved.txt");
        var actual = AssemblyText.Of(typeof(IProxySite).Assembly);

        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(approved, actual);

        Assert.True(
            File.ReadAllText(approved) == actual,
            $"The public API is no longer that of {Path.GetFileName(approved)}. Run the test with {Accept}=1 and read "
            + $"the diff:\n{actual}");
    }
}
