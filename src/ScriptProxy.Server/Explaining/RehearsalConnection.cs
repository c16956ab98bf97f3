using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Server.Explaining;

/// <summary>A client's connection to a listener without a network between them.</summary>
internal sealed class RehearsalConnection : ConnectionContext
{
    // What a client's system takes for its own end is anyone's guess.
    private const int ClientPort = 49152;

    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private readonly CancellationTokenSource _closed = new();

    public RehearsalConnection(ListenerSettings listener, IPAddress from)
    {
        Transport = new Ends(_toServer.Reader, _toClient.Writer);
        LocalEndPoint = LocalEnd(listener.Address.Value, from);
        RemoteEndPoint = listener.Address.Value is ListenAddress.Unix ? null : new IPEndPoint(from, ClientPort);
        ConnectionClosed = _closed.Token;

        // By this Kestrel knows that the connection is a TLS one.
        if (listener.Tls)
            Features.Set<ITlsConnectionFeature>(new NoClientCertificate());
    }

    public override string ConnectionId { get; set; } = "explain";

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    /// <summary>The server's end.</summary>
    public override IDuplexPipe Transport { get; set; }

    /// <summary>What the client writes.</summary>
    public PipeWriter Writer => _toServer.Writer;

    /// <summary>What the client reads.</summary>
    public PipeReader Reader => _toClient.Reader;

    public override void Abort(ConnectionAbortedException abortReason) => _closed.Cancel();

    private static EndPoint LocalEnd(ListenAddress address, IPAddress from) => address switch
    {
        ListenAddress.Ip ip => new IPEndPoint(ip.Address, ip.Port),
        ListenAddress.AnyIp any => new IPEndPoint(
            from.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, any.Port),
        ListenAddress.Unix unix => new UnixDomainSocketEndPoint(unix.Path),
        _ => throw new InvalidOperationException($"Unknown address {address}."),
    };

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class NoClientCertificate : ITlsConnectionFeature
    {
        public X509Certificate2? ClientCertificate { get; set; }

        public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) =>
            Task.FromResult<X509Certificate2?>(null);
    }
}
