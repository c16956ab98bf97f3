using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ScriptProxy.Forwarding.Tests.Exchanges;

/// <summary>Kestrel, and a forwarder to one server behind it.</summary>
internal sealed class SmallProxy : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SmallProxy(WebApplication app, ServerForwarder forwarder)
    {
        _app = app;
        Forwarder = forwarder;
        Port = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>()
            .Addresses.First()).Port;
    }

    public ServerForwarder Forwarder { get; }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>What became of each exchange.</summary>
    public BlockingCollection<ForwardOutcome> Outcomes { get; } = [];

    public static ForwardTerms Terms { get; } = new(TimeSpan.FromSeconds(30), 64 * 1024, TimeSpan.FromHours(1));

    public static async Task<SmallProxy> Start(
        int server, IForwardRules? rules = null, ForwardTerms? terms = null, PoolSettings? pool = null, TimeProvider? time = null,
        HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols);
            kestrel.ResponseHeaderEncodingSelector = _ => System.Text.Encoding.Latin1;
        });
        var app = builder.Build();
        var forwarder = new ServerForwarder(
            stop => Dial(server, stop),
            new ExchangePool(rules ?? new CopyingRules()),
            pool ?? new PoolSettings(),
            time ?? TimeProvider.System);
        SmallProxy? proxy = null;
        app.Run(http => http.Request.Path == "/counted" ? proxy!.ServePlainly(http)
            : http.Request.Path == "/own" ? Answer(http)
            : proxy!.Serve(http, terms ?? Terms));
        await app.StartAsync();
        return proxy = new SmallProxy(app, forwarder);
    }

    public ForwardOutcome NextOutcome() =>
        Outcomes.TryTake(out var outcome, TimeSpan.FromSeconds(30)) ? outcome : throw new TimeoutException("No exchange has ended.");

    public async ValueTask DisposeAsync()
    {
        Forwarder.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    // What is measured, and what it is compared with.
    private async Task ServePlainly(HttpContext http) => await Forwarder.Forward(http, null, Terms, ForwardNeeds.None);

    private static async Task Answer(HttpContext http)
    {
        await Task.Yield();
        http.Response.ContentLength = 2;
        await http.Response.StartAsync();
        "ok"u8.CopyTo(http.Response.BodyWriter.GetSpan(2));
        http.Response.BodyWriter.Advance(2);
    }

    private async Task Serve(HttpContext http, ForwardTerms terms)
    {
        var needs = (HttpMethods.IsGet(http.Request.Method) ? ForwardNeeds.MayRepeat : ForwardNeeds.None)
            | (http.Request.Headers.Upgrade.Count > 0 ? ForwardNeeds.Upgrades : ForwardNeeds.None)
            | (http.Request.Headers.Expect.Count > 0 ? ForwardNeeds.AsksFirst : ForwardNeeds.None);
        var outcome = await Forwarder.Forward(http, null, terms, needs);
        if (outcome.Phase != ForwardPhase.Done && !http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = outcome.TimedOut ? 504 : 502;
        }

        Outcomes.Add(outcome);
    }

    private static async ValueTask<Stream> Dial(int port, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new NetworkStream(socket, ownsSocket: true);
    }
}
