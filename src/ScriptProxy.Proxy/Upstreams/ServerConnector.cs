using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>
/// Connects to the servers of one upstream, within <c>connect_timeout</c>, TLS included. HttpClient by itself would take the name
/// to send and to verify from the client's Host header.
/// </summary>
internal sealed class ServerConnector(
    UpstreamSettings settings, IReadOnlyDictionary<string, ServerDialer> dialers, TimeProvider time)
{
    private readonly ServerTls _tls = ServerTls.Of(settings);

    /// <summary>For HttpClient.</summary>
    public ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop) =>
        Connect(context.DnsEndPoint.Host, NamedClient.Of(context.InitialRequestMessage), stop);

    /// <param name="host">The server's <see cref="ServerLocation.Host"/>.</param>
    /// <param name="client">Who is named to the server, where the upstream's <c>proxy_protocol</c> says so.</param>
    /// <param name="stop">Ends it.</param>
    public async ValueTask<Stream> Connect(string host, NamedClient? client, CancellationToken stop)
    {
        var dialer = dialers[host];
        using var timer = new CancellationTokenSource(settings.ConnectTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop, timer.Token);
        var stream = await dialer.Dial(settings.ConnectTimeout, limit.Token);
        if (settings.ProxyProtocol != ProxyProtocolVersion.None)
            await Introduce(stream, client, limit.Token);
        return dialer.Address is ServerAddress.Tcp { Tls: true } secured
            ? await Secure(stream, secured.Host, limit.Token)
            : stream;
    }

    private async Task Introduce(Stream stream, NamedClient? client, CancellationToken stop)
    {
        try
        {
            await stream.WriteAsync(ConnectionHeader.Of(settings.ProxyProtocol, client), stop);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            await stream.DisposeAsync();
            throw new ServerUnreachableException(FailurePhase.Connect, stop.IsCancellationRequested, exception);
        }
    }

    private async Task<Stream> Secure(Stream stream, string host, CancellationToken stop)
    {
        var secured = new SslStream(stream);
        var verdict = new ServerVerdict();
        try
        {
            await secured.AuthenticateAsClientAsync(_tls.OptionsFor(host, verdict), stop);
            return secured;
        }
        catch (Exception exception)
            when (exception is AuthenticationException or IOException or SocketException or OperationCanceledException)
        {
            await secured.DisposeAsync();
            var cause = verdict.Refusal is { } refusal ? new AuthenticationException(refusal, exception) : exception;
            throw new ServerUnreachableException(FailurePhase.Secure, stop.IsCancellationRequested, cause);
        }
    }
}
