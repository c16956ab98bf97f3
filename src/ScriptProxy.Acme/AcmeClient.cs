using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ScriptProxy.Acme.Keys;
using ScriptProxy.Acme.Renewals;
using ScriptProxy.Acme.Wire;

namespace ScriptProxy.Acme;

/// <summary>
/// The door to a CA (RFC 8555). May be used by many at once; every call ends within the settings' limits, with its
/// result, an <see cref="AcmeException"/> or an <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class AcmeClient : IDisposable
{
    private static readonly TimeSpan DirectoryLife = TimeSpan.FromDays(1);

    private readonly AcmeServerSettings _settings;
    private readonly TimeProvider _time;
    private readonly AcmeWire _wire;
    private readonly SignedWire _signed;
    private volatile ReadDirectory? _directory;

    /// <param name="settings">Which CA, and the limits.</param>
    /// <param name="time">The clock to wait by; null for the system's.</param>
    public AcmeClient(AcmeServerSettings settings, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _time = time ?? TimeProvider.System;
        _wire = new AcmeWire(settings, _time);
        var nonces = new NoncePool(_wire, async stop => (await Directory(stop)).NewNonce);
        _signed = new SignedWire(_wire, nonces, settings, _time);
    }

    /// <summary>
    /// The CA's directory, read when it is first needed (RFC 8555, section 7.1.1), and again after a day: what has
    /// moved is not to be looked for in its old place for months.
    /// </summary>
    public async Task<AcmeDirectory> Directory(CancellationToken stop)
    {
        if (_directory is { } known && _time.GetElapsedTime(known.At) < DirectoryLife)
            return known.Directory;

        var answer = await _wire.Get(_settings.Directory, stop);
        if (!answer.IsSuccess)
            throw Refusals.Of(answer, _time.GetUtcNow());
        var directory = AcmeDirectory.Read(answer);
        _directory = new ReadDirectory(directory, _time.GetTimestamp());
        return directory;
    }

    /// <summary>Makes an account, or finds the one that the key has already (RFC 8555, section 7.3).</summary>
    public async Task<AcmeAccount> Register(AccountKey key, AccountRequest request, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(request);
        var directory = await Directory(stop);
        if (directory.ExternalAccountRequired && request.ExternalAccount is null)
        {
            throw new AcmeException(
                AcmeFault.Unsupported,
                $"the CA at {_settings.Directory.Host} wants an account with it first; get a key there and set eab = {{ kid, key }}");
        }

        var payload = new JsonObject { ["termsOfServiceAgreed"] = request.AgreeToTerms };
        if (request.Email is { } email)
            payload["contact"] = new JsonArray($"mailto:{email}");
        if (request.ExternalAccount is { } external)
            payload["externalAccountBinding"] = external.Bind(key, directory.NewAccount);
        return await NewAccount(key, payload, stop);
    }

    /// <summary>Finds the account that the key has, without making one (RFC 8555, section 7.3.1).</summary>
    public Task<AcmeAccount> Find(AccountKey key, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(key);
        return NewAccount(key, new JsonObject { ["onlyReturnExisting"] = true }, stop);
    }

    /// <summary>An account that is known from before; nothing is asked of the CA.</summary>
    public AcmeAccount Account(AccountKey key, Uri url) => new(this, key, url);

    /// <summary>When the CA wants the certificate to be renewed (RFC 9773); null where it does not tell.</summary>
    public async Task<RenewalWindow?> RenewalInformation(X509Certificate2 certificate, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var directory = await Directory(stop);
        if (directory.RenewalInformation is not { } url || RenewalIdentifier.Of(certificate) is not { } identifier)
            return null;

        var answer = await _wire.Get(new Uri($"{url.AbsoluteUri.TrimEnd('/')}/{identifier}"), stop);
        var now = _time.GetUtcNow();
        return answer.IsSuccess ? RenewalWindow.Read(answer, now) : throw Refusals.Of(answer, now);
    }

    /// <inheritdoc/>
    public void Dispose() => _wire.Dispose();

    internal AcmeServerSettings Settings => _settings;

    internal SignedWire Wire => _signed;

    internal Polling Polling => new(_settings, _time);

    private async Task<AcmeAccount> NewAccount(AccountKey key, JsonObject payload, CancellationToken stop)
    {
        var directory = await Directory(stop);
        var answer = await _signed.Post(Signer.ByKey(key), directory.NewAccount, payload, stop);
        return answer.Location is { } url
            ? new AcmeAccount(this, key, url)
            : throw new AcmeException(AcmeFault.Nonsense, "the CA made an account and did not say where (no Location)");
    }

    private sealed record ReadDirectory(AcmeDirectory Directory, long At);
}
