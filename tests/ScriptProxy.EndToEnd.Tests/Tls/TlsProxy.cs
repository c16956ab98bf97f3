using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Observability;
using ScriptProxy.Server;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Tls;

/// <summary>
/// A real proxy with a TLS listener <c>https</c>, whose sites a test writes, and a CA for their certificates.
/// </summary>
internal sealed class TlsProxy : IAsyncDisposable
{
    private readonly ConsoleLogs _logs = new(LogLevelSetting.Error);

    private int _dialed;

    private TlsProxy() => Host = new ProxyHost(Folder.At("proxy.toml"), _logs);

    public TemporaryFolder Folder { get; } = new();

    public TestCa Ca { get; } = new();

    public int Port { get; } = FreePort.Next();

    public int PlainPort { get; } = FreePort.Next();

    public ProxyHost Host { get; }

    /// <summary>Connections that clients of <see cref="Client"/> have made.</summary>
    public int Dialed => _dialed;

    public IReadOnlyList<Diagnostic> Warnings { get; private set; } = [];

    /// <summary>Serves.</summary>
    /// <param name="toml">Tables; <c>@https</c> stands for <c>[listener.https]</c> with its address and tls =
    /// true.</param>
    /// <param name="certificates">For each a certificate NAME.pem and NAME.key for these names.</param>
    public static Task<TlsProxy> Start(string toml, params (string Name, string[] Hosts)[] certificates) =>
        StartWith(toml, [], certificates);

    /// <summary>The same with further files.</summary>
    public static async Task<TlsProxy> StartWith(
        string toml, (string Path, string Text)[] files, params (string Name, string[] Hosts)[] certificates)
    {
        var proxy = new TlsProxy();
        foreach (var (path, text) in files)
            proxy.Folder.Write(path, text);
        foreach (var (name, hosts) in certificates)
            proxy.Issue(name, hosts).Dispose();
        await proxy.Serve(toml);
        return proxy;
    }

    /// <summary>One whose files are written before it serves.</summary>
    public static TlsProxy Prepare() => new();

    public async Task Serve(string toml, bool watch = false)
    {
        WriteToml(toml, watch);
        var report = await Host.StartAsync(CancellationToken.None);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics));
        Warnings = report.Diagnostics;
    }

    public X509Certificate2 Issue(string name, params string[] hosts)
    {
        var leaf = Ca.Issue(hosts);
        Ca.Write(Folder, name, leaf);
        return leaf;
    }

    public void WriteToml(string toml, bool watch = false) => Folder.Write("proxy.toml", TestToml.Of(
        $"[proxy]\nwatch = {(watch ? "true" : "false")}\nstate = \"state\"\n[log]\naccess = \"off\"\nlevel = "
        + "\"error\"\n"
        + toml.Replace(
            "@https", $"[listener.https]\naddress = \"127.0.0.1:{Port}\"\ntls = true", StringComparison.Ordinal)
            .Replace("@http", $"[listener.http]\naddress = \"127.0.0.1:{PlainPort}\"", StringComparison.Ordinal)));

    /// <summary>The CA behind <c>certificate = "internal"</c>.</summary>
    public X509Certificate2 LocalCa() =>
        X509CertificateLoader.LoadCertificateFromFile(Folder.At("state/internal/root.crt"));

    public async Task<TcpClient> Connect()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, Port);
        return client;
    }

    /// <summary>Shakes hands and tells of it; the certificate is not verified.</summary>
    public async Task<Handshake> Shake(string? serverName, Action<SslClientAuthenticationOptions>? further = null)
    {
        using var client = await Connect();
        var shown = new List<X509Certificate2>();
        await using var stream = new SslStream(client.GetStream(), false, (_, leaf, chain, _) =>
        {
            shown.Add(new X509Certificate2(leaf!));
            shown.AddRange(
                chain!.ChainPolicy.ExtraStore.Where(one => !one.Equals(leaf)).Select(one => new X509Certificate2(one)));
            return true;
        });
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = serverName ?? "",
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        };
        further?.Invoke(options);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await stream.AuthenticateAsClientAsync(options, limit.Token);
        return new Handshake(shown, stream.NegotiatedApplicationProtocol.ToString(), stream.SslProtocol);
    }

    /// <summary>Asks for a host on a connection whose handshake asked for another; the answer as text.</summary>
    public async Task<string> Ask(string? serverName, string host)
    {
        using var client = await Connect();
        await using var stream = new SslStream(client.GetStream(), false, (_, _, _, _) => !host.StartsWith(' '));
        await stream.AuthenticateAsClientAsync(serverName ?? "");
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        using var answer = new StreamReader(stream);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await answer.ReadToEndAsync(limit.Token);
    }

    /// <summary>A client that trusts the CA alone and comes to the proxy whatever host it asks for.</summary>
    /// <param name="trusts">Whom it trusts; null for the test's CA.</param>
    public HttpClient Client(X509Certificate2? trusts = null)
    {
        var options = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = VerifiedConnection.Trusting(trusts ?? Ca.Root),
        };
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = options,
            ConnectCallback = async (context, stop) =>
            {
                Interlocked.Increment(ref _dialed);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(
                    IPAddress.Loopback, context.DnsEndPoint.Port == PlainPort ? PlainPort : Port, stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _logs.Dispose();
        Ca.Dispose();
        Folder.Dispose();
    }
}
