using System.Globalization;

namespace ScriptProxy.Forwarding.Tests.Shapes;

public sealed class FuzzTests
{
    [Fact]
    public void Reading_never_fails_hangs_or_depends_on_how_the_bytes_are_split()
    {
        var seconds = Environment.GetEnvironmentVariable("SCRIPTPROXY_FUZZ_SECONDS");
        if (seconds is null)
            Fuzz.Run(firstSeed: 1, rounds: 20_000);
        else
            Fuzz.Run(firstSeed: Environment.TickCount, TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
    }
}
