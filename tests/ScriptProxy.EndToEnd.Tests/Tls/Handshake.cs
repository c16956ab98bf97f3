using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.EndToEnd.Tests.Tls;

/// <summary>What a handshake came to.</summary>
/// <param name="Shown">The certificates that the server sent, its own first.</param>
/// <param name="Protocol">The protocol that ALPN chose.</param>
/// <param name="Version">The version of TLS.</param>
internal sealed record Handshake(IReadOnlyList<X509Certificate2> Shown, string Protocol, SslProtocols Version)
{
    public string Name => Shown[0].GetNameInfo(X509NameType.SimpleName, false);
}
