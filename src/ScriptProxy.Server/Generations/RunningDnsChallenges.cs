using ScriptProxy.Tls.Challenges;

namespace ScriptProxy.Server.Generations;

/// <summary>
/// Lends the DNS challenges of the running generation's plugins. An order may begin in one generation and end in
/// another: each call takes the plugin of its own time, and holds that generation until it has ended.
/// </summary>
internal sealed class RunningDnsChallenges(GenerationSwitch generations) : IDnsChallenges
{
    public async Task With(string name, Func<IDnsChallenge, Task> code)
    {
        var generation = generations.Pin();
        try
        {
            var offered = generation.DnsChallenges.GetValueOrDefault(name)
                ?? throw new InvalidOperationException("no plugin offers it any more");
            await code(offered.Code);
        }
        finally
        {
            generation.Release();
        }
    }
}
