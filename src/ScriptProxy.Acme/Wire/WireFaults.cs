using System.Net.Sockets;
using System.Security.Authentication;

namespace ScriptProxy.Acme.Wire;

/// <summary>The words for an exchange that did not come to its end.</summary>
internal static class WireFaults
{
    public static AcmeException TimedOut(Uri url, TimeSpan limit) => new(
        AcmeFault.TimedOut, $"the CA at {url.Host} did not answer within {limit.TotalSeconds:0.###} seconds");

    public static AcmeException TooLong(Uri url, int limit) => new(
        AcmeFault.Nonsense, $"the CA's answer to {url} is longer than {limit} bytes, which no answer of a CA needs");

    public static AcmeException Of(Uri url, Exception error) => Root(error) switch
    {
        AuthenticationException tls => new(
            AcmeFault.Untrusted,
            $"the certificate of the CA at {url.Host} is not trusted: {OneLine.Of(tls.Message)}; for a private CA, name its "
            + "root with ca in [acme]",
            error),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => new(
            AcmeFault.Unreachable, $"the CA's name {url.Host} cannot be looked up; check this machine's DNS", error),
        var root => new(
            AcmeFault.Unreachable, $"the CA at {url.Authority} cannot be reached: {OneLine.Of(root.Message)}", error),
    };

    private static Exception Root(Exception error) =>
        error is AuthenticationException || error.InnerException is not { } inner ? error : Root(inner);
}
