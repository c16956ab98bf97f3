using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Testing;

/// <summary>Connections over TLS that trust one root and nobody else.</summary>
public static class VerifiedConnection
{
    public static X509ChainPolicy Trusting(X509Certificate2 root) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { root },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    /// <summary>Connects to a port of 127.0.0.1 and asks for a host.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">What is shown is not of this root, or
    /// for another host.</exception>
    public static async Task<SslStream> Open(int port, string host, X509Certificate2 root)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = Trusting(root) });
            return stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The certificate that the other side has shown.</summary>
    public static X509Certificate2 Shown(this SslStream stream) =>
        X509CertificateLoader.LoadCertificate(stream.RemoteCertificate!.GetRawCertData());
}
