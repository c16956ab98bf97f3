using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.Cli.Tests.Serving;

/// <summary>A proxy in a process of its own, with an admin endpoint, that orders from a Pebble.</summary>
internal sealed class OrderingSession : IAsyncDisposable
{
    private const string OnDemand = "\n[site.any]\nscript = \"any.csx\"\nupstream = \"echo:\"\n";

    private readonly int _admin = FreePort.Next();
    private readonly PebbleServer _pebble;
    private readonly HttpClient _client = new();
    private CliSession? _proxy;
    private bool _caEnded;

    private OrderingSession(PebbleServer pebble) => _pebble = pebble;

    public TemporaryFolder Folder { get; } = new();

    public PebbleServer Pebble => _pebble;

    public static Task<OrderingSession> Start(params string[] hosts) => Start("", hosts);

    /// <summary>One with a site for all other hosts besides, whose certificates are ordered as the script says.</summary>
    public static Task<OrderingSession> StartOnDemand(string script, params string[] hosts) => Start(script, hosts);

    public Task<(int Code, string Output, string Error)> Run(params string[] args) => CliProcess.RunAsync(Folder.Path, args);

    /// <summary>Kills the proxy; its folder and its Pebble stay.</summary>
    public async Task Kill()
    {
        await _proxy!.DisposeAsync();
        _proxy = null;
    }

    /// <summary>Ends the Pebble alone.</summary>
    public async Task EndCa()
    {
        await _pebble.DisposeAsync();
        _caEnded = true;
    }

    public async Task<JsonElement> Post(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{_admin}{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(Folder.At("state/admin.token")).Trim());
        using var answer = await _client.SendAsync(request);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Waits until the orders for all hosts have ended well.</summary>
    public async Task AllArrive()
    {
        for (var tries = 0; tries < 600; tries++)
        {
            using var status = JsonDocument.Parse(await _client.GetStringAsync($"http://127.0.0.1:{_admin}/status"));
            if (status.RootElement.GetProperty("certificates").EnumerateArray().All(HasArrived))
                return;
            await Task.Delay(100);
        }

        throw new TimeoutException(_pebble.Printed);
    }

    /// <summary>Shakes hands, verifies against the roots given, asks for the page; returns the certificate that was shown.</summary>
    public async Task<X509Certificate2> Visit(string host, X509Certificate2 root)
    {
        await using var stream = await VerifiedConnection.Open(_pebble.TlsPort, host, root);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync());
        return stream.Shown();
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        _client.Dispose();
        if (!_caEnded)
            await _pebble.DisposeAsync();
        Folder.Dispose();
    }

    private static async Task<OrderingSession> Start(string script, string[] hosts)
    {
        var session = new OrderingSession(await PebbleServer.Start());
        session.Folder.Write("any.csx", script);
        session.Folder.Write("proxy.toml", session.Toml(hosts) + (script.Length > 0 ? OnDemand : ""));
        session._proxy = await CliSession.Run(session.Folder);
        return session;
    }

    private static bool HasArrived(JsonElement certificate) => certificate.GetProperty("source").GetString() is "internal" or "on-demand"
        || (certificate.GetProperty("source").GetString() is "acme" && certificate.GetProperty("next_order").ValueKind == JsonValueKind.String);

    private string Toml(string[] hosts) =>
        $"""
        [proxy]
        watch = false
        admin = "127.0.0.1:{_admin}"
        [log]
        access = "off"
        {OrderingTables.Of(_pebble, Sites(hosts))}
        """;

    private static string Sites(string[] hosts) =>
        $"""
        [site.ordered]
        hosts = [{string.Join(", ", hosts.Select(host => $"\"{host}\""))}]
        upstream = "echo:"
        [site.local]
        hosts = ["local.test"]
        certificate = "internal"
        upstream = "echo:"
        """;
}
