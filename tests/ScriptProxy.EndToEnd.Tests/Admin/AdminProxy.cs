using System.Net.Http.Headers;
using System.Text.Json;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Admin;

/// <summary>A running proxy whose admin endpoint is asked.</summary>
internal sealed class AdminProxy : IAsyncDisposable
{
    public const string Token = "a-token-of-the-tests";

    private AdminProxy(RunningProxy proxy, int port)
    {
        Proxy = proxy;
        Port = port;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        };
    }

    public RunningProxy Proxy { get; }

    public int Port { get; }

    /// <summary>Asks the admin endpoint, without a token.</summary>
    public HttpClient Client { get; }

    /// <param name="script">The site's script; null for none.</param>
    /// <param name="toml">Further tables; see <see cref="RunningProxy.Start"/>.</param>
    /// <param name="global">Further keys of <c>[proxy]</c>.</param>
    public static async Task<AdminProxy> Start(
        string? script = """Map("/x").Respond("x");""", string toml = "", string global = $"admin_token = \"{Token}\"")
    {
        var port = FreePort.Next();
        return new AdminProxy(await RunningProxy.Start(script, Table(port, global) + toml), port);
    }

    public static string Table(int port, string global = $"admin_token = \"{Token}\"") =>
        $"[proxy]\nwatch = false\nadmin = \"127.0.0.1:{port}\"\n{global}\n";

    public Task<string> Text(string path) => Client.GetStringAsync(new Uri(path, UriKind.Relative));

    public async Task<JsonElement> Status() => JsonDocument.Parse(await Text("/status")).RootElement;

    /// <summary>
    /// The counters of <c>/stub_status</c>: active, accepts, handled, requests, reading, writing, waiting.
    /// </summary>
    public async Task<long[]> StubStatus() =>
        [.. (await Text("/stub_status")).Split([' ', '\n']).Where(word => long.TryParse(word, out _)).Select(
            long.Parse)];

    public async Task<(int Status, string Text)> Post(string path, string? token = Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Proxy.DisposeAsync();
    }
}
