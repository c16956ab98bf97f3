using System.Net.Http.Json;

namespace ScriptProxy.Testing.Pebble;

/// <summary>
/// The name server that Pebble asks, and the interface by which its records are set. Every name is 127.0.0.1 unless
/// told otherwise.
/// </summary>
public sealed class ChallengeDns : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly HttpClient _management;

    private ChallengeDns(ChildProcess process, int port, Uri management)
    {
        _process = process;
        Port = port;
        Management = management;
        _management = new HttpClient { BaseAddress = management };
    }

    /// <summary>Where it answers DNS on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Where its records are set by HTTP.</summary>
    public Uri Management { get; }

    public static async Task<ChallengeDns> Start()
    {
        var (port, management) = (FreePort.Next(), FreePort.Next());
        var process = ChildProcess.Start(
            PebblePrograms.Dns!,
            [
                "-dns01", $"127.0.0.1:{port}", "-http01", "", "-https01", "", "-tlsalpn01", "", "-management",
                $"127.0.0.1:{management}", "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "",
            ]);
        await process.UntilItAccepts(management);
        await process.UntilItAccepts(port);
        return new ChallengeDns(process, port, new Uri($"http://127.0.0.1:{management}/"));
    }

    public Task SetText(string name, string text) => Post("set-txt", new { host = Absolute(name), value = text });

    public Task ClearText(string name) => Post("clear-txt", new { host = Absolute(name) });

    /// <summary>The address of a name.</summary>
    public Task SetAddress(string name, string address) =>
        Post("add-a", new { host = Absolute(name), addresses = new[] { address } });

    public async ValueTask DisposeAsync()
    {
        _management.Dispose();
        await _process.DisposeAsync();
    }

    private async Task Post(string path, object body)
    {
        using var response = await _management.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
    }

    private static string Absolute(string name) => name.TrimEnd('.') + ".";
}
