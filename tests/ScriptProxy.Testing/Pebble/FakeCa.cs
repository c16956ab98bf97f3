using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ScriptProxy.Testing.Pebble;

/// <summary>
/// A CA over real TLS that answers what the test says, for what Pebble does not do: its directory and nonces are right
/// unless the test changes them.
/// </summary>
public sealed class FakeCa : IAsyncDisposable
{
    private readonly TestCa _authority = TestCa.WithoutIntermediate();
    private readonly WebApplication _app;

    private FakeCa()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Loopback, 0, listen => listen.UseHttps(_authority.Issue("localhost", "127.0.0.1"))));
        _app = builder.Build();
        _app.Run(Answer);
    }

    public ConcurrentDictionary<string, RequestDelegate> Paths { get; } = new();

    /// <summary>Paths that were asked for, with their methods.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public string Url => _app.Urls.Single();

    public JsonObject Meta { get; } = [];

    public static async Task<FakeCa> Start()
    {
        var ca = new FakeCa();
        ca.Paths["/dir"] = http => http.Response.WriteAsJsonAsync(ca.Directory());
        ca.Paths["/nonce"] = _ => Task.CompletedTask;
        ca.Says("/account", "{}", 201, ("Location", "/account/1"));
        await ca._app.StartAsync();
        return ca;
    }

    /// <summary>The root that its address is certified by.</summary>
    public X509Certificate2 Root => _authority.Root;

    /// <summary>Lets a path answer with a text, in which <c>~</c> stands for the CA's own address.</summary>
    public void Says(string path, string body, int status = 200, params (string Name, string Value)[] headers) =>
        Paths[path] = async http =>
        {
            http.Response.StatusCode = status;
            foreach (var (name, value) in headers)
                http.Response.Headers[name] = value.Replace("~", Url, StringComparison.Ordinal);
            await http.Response.WriteAsync(body.Replace("~", Url, StringComparison.Ordinal));
        };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _authority.Dispose();
    }

    private JsonObject Directory() => new()
    {
        ["newNonce"] = $"{Url}/nonce",
        ["newAccount"] = $"{Url}/account",
        ["newOrder"] = $"{Url}/order",
        ["renewalInfo"] = $"{Url}/renewal",
        ["meta"] = Meta.DeepClone(),
    };

    private Task Answer(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        Asked.Enqueue($"{http.Request.Method} {path}");
        http.Response.Headers["Replay-Nonce"] = Guid.NewGuid().ToString("N");
        if (Paths.TryGetValue(path, out var answer))
            return answer(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
