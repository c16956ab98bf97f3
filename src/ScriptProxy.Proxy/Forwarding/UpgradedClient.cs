using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Wires;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>
/// The client's side of a connection that is being upgraded: passes on, which YARP does not, that the client sends no more.
/// </summary>
internal sealed class UpgradedClient(HttpContext http, WireExchange? exchange) : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    private readonly IHttpUpgradeFeature? _upgrade = http.Features.Get<IHttpUpgradeFeature>();
    private readonly IHttpExtendedConnectFeature? _connect = http.Features.Get<IHttpExtendedConnectFeature>();

    public bool IsUpgradableRequest => _upgrade is { IsUpgradableRequest: true };

    public bool IsExtendedConnect => _connect is { IsExtendedConnect: true };

    public string? Protocol => _connect?.Protocol;

    public static void Watch(HttpContext http, WireExchange? exchange)
    {
        var client = new UpgradedClient(http, exchange);
        http.Features.Set<IHttpUpgradeFeature>(client);
        http.Features.Set<IHttpExtendedConnectFeature>(client);
    }

    public async Task<Stream> UpgradeAsync() => new UpgradedStream(await _upgrade!.UpgradeAsync(), exchange);

    public async ValueTask<Stream> AcceptAsync() => new UpgradedStream(await _connect!.AcceptAsync(), exchange);
}
