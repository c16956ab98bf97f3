using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Xunit.Abstractions;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

[Collection(nameof(Alone))]
public sealed class KillAndRestartTests(ITestOutputHelper output)
{
    private const int Connections = 64;
    private const int LeastKills = 3;

    private static readonly TimeSpan Duration =
        TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("SCRIPTPROXY_LONG_TESTS") == "1" ? 60 : 12);

    [NginxFact]
    public async Task No_request_fails_while_servers_are_killed_and_restarted_one_after_the_other()
    {
        await using var a = new NginxBackend("a");
        await using var b = new NginxBackend("b");
        await using var c = new NginxBackend("c");
        NginxBackend[] servers = [a, b, c];
        await Task.WhenAll(servers.Select(server => server.Start()));
        await using var proxy = await UpstreamProxy.Start(
            $"servers = [{string.Join(", ", servers.Select(server => $"\"{server.Url}\""))}]");

        using var over = new CancellationTokenSource();
        var failures = new ConcurrentQueue<string>();
        var answers = new ConcurrentDictionary<string, int>();
        var clients = Enumerable.Range(0, Connections)
            .Select(_ => Task.Run(() => Ask(proxy, answers, failures, over.Token)));
        var load = Task.WhenAll(clients);
        var kills = await KillInTurn(servers);
        await over.CancelAsync();
        await load;

        output.WriteLine(
            $"{answers.Values.Sum()} requests in {Duration.TotalSeconds} s over {Connections} connections, {kills} "
            + $"kills, {failures.Count} failures; "
            + $"{string.Join(", ", answers.Select(answer => $"{answer.Key}: {answer.Value}"))}; "
            + $"{proxy.Log.Lines.Count} log lines");
        Assert.Empty(failures);
        Assert.True(kills >= LeastKills, $"{kills} kills");
        Assert.Equal(["a", "b", "c"], answers.Keys.Order());
    }

    private static async Task Ask(
        RunningProxy proxy, ConcurrentDictionary<string, int> answers, ConcurrentQueue<string> failures,
        CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                using var answer = await proxy.Get("/");
                if (answer.StatusCode == HttpStatusCode.OK)
                    answers.AddOrUpdate(
                        await answer.Content.ReadAsStringAsync(CancellationToken.None), 1, (_, count) => count + 1);
                else
                    failures.Enqueue($"{answer.StatusCode}");
            }
            catch (HttpRequestException exception)
            {
                failures.Enqueue(exception.Message);
            }
        }
    }

    // One every two seconds, which is down for one of them.
    private static async Task<int> KillInTurn(NginxBackend[] servers)
    {
        var began = Stopwatch.GetTimestamp();
        var kills = 0;
        while (kills < LeastKills || Stopwatch.GetElapsedTime(began) < Duration)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            var server = servers[kills++ % servers.Length];
            await server.Kill();
            await Task.Delay(TimeSpan.FromSeconds(1));
            await server.Start();
        }

        return kills;
    }
}
