using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Acme;
using ScriptProxy.Acme.Renewals;

namespace ScriptProxy.Tls.Ordering;

/// <summary>
/// Decides when a certificate is renewed: at a moment within the window that its CA suggests (RFC 9773), else at two thirds of its
/// lifetime, and never in its last tenth.
/// </summary>
internal sealed class RenewalMoments(TimeProvider time, Func<double> random)
{
    private static readonly TimeSpan Unasked = TimeSpan.FromHours(6);

    private string? _thumbprint;
    private RenewalWindow? _window;
    private DateTimeOffset _askAgain;

    /// <summary>When it is due.</summary>
    public DateTimeOffset Due { get; private set; }

    /// <summary>When to decide anew: when the CA is to be asked again, else when it is due.</summary>
    public DateTimeOffset LookAgain => _askAgain > time.GetUtcNow() ? Earlier(_askAgain, Due) : Due;

    /// <summary>Decides, asking the CA if it is time to.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="authority">Its CA; null when it is none of those that are set.</param>
    /// <param name="stop">Ends the asking.</param>
    public async Task Decide(X509Certificate2 certificate, Authority? authority, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (_thumbprint != certificate.Thumbprint)
        {
            (_thumbprint, _window, _askAgain) = (certificate.Thumbprint, null, now);
            Due = ByLifetime(certificate, random());
        }

        if (authority is null || now < _askAgain)
            return;
        _askAgain = now + Unasked;
        if (await Ask(authority, certificate, stop) is not { } window)
            return;
        _askAgain = window.AskAgain;
        if (_window is null || (window.Start, window.End) != (_window.Start, _window.End))
            Due = Earlier(window.Choose(random), Latest(certificate));
        _window = window;
    }

    private static async Task<RenewalWindow?> Ask(Authority authority, X509Certificate2 certificate, CancellationToken stop)
    {
        try
        {
            return await authority.RenewalInformation(certificate, stop);
        }
        catch (Exception error) when (error is AcmeException or InvalidOperationException)
        {
            // RFC 9773, section 4.3: without an answer the lifetime decides; it is asked again in some hours.
            return null;
        }
    }

    private static DateTimeOffset ByLifetime(X509Certificate2 certificate, double random)
    {
        var lifetime = certificate.NotAfter - certificate.NotBefore;
        return new DateTimeOffset(certificate.NotBefore.ToUniversalTime()) + (lifetime * (2 + (random / 10)) / 3);
    }

    private static DateTimeOffset Latest(X509Certificate2 certificate) =>
        new DateTimeOffset(certificate.NotAfter.ToUniversalTime()) - ((certificate.NotAfter - certificate.NotBefore) / 10);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
