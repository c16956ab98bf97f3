using System.Security.Cryptography.X509Certificates;

namespace ScriptProxy.Acme;

/// <summary>Which CA to talk to, and how long and how much to listen.</summary>
public sealed record AcmeServerSettings
{
    /// <summary>The directory's address, https (RFC 8555, sections 6.1 and 7.1.1).</summary>
    public required Uri Directory { get; init; }

    /// <summary>
    /// Roots that are trusted besides the system's, for a private CA. They vouch for the CA's own address only; what it
    /// issues is not checked against them. Default: none.
    /// </summary>
    public IReadOnlyList<X509Certificate2> Roots { get; init; } = [];

    /// <summary>How long one answer may take, from connecting to its last byte. Default: 30 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes that an answer may have at most. Default: 1 MiB.</summary>
    public int MaxAnswer { get; init; } = 1024 * 1024;

    /// <summary>How often a request is sent again when the CA refuses its nonce (RFC 8555, section 6.5). Default: 15.</summary>
    public int NonceRetries { get; init; } = 15;

    /// <summary>How often a result is asked for while the CA works. Default: 100.</summary>
    public int Polls { get; init; } = 100;

    /// <summary>How long a result is waited for while the CA works. Default: 5 minutes.</summary>
    public TimeSpan PollTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What we call ourselves (RFC 8555, section 6.1).</summary>
    public string UserAgent { get; init; } = "ScriptProxy";
}
