using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ScriptProxy.Acme;
using ScriptProxy.Acme.Keys;
using ScriptProxy.Acme.Renewals;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Ordering;

/// <summary>A CA and our account there, which is made when it is first needed and kept in the store.</summary>
internal sealed class Authority : IDisposable
{
    private const string UrlMark = "# account: ";

    // After a start all names ask when they are to be renewed.
    private const int MostQuestions = 4;

    private readonly CaSettings _settings;
    private readonly CertificateStore _store;
    private readonly string _file;
    private readonly SemaphoreSlim _registering = new(1);
    private readonly SemaphoreSlim _asking = new(MostQuestions);
    private readonly Lazy<AcmeClient> _client;
    private AcmeAccount? _account;

    public Authority(CaSettings settings, CertificateStore store, TimeProvider time)
    {
        _settings = settings;
        _store = store;
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Directory.AbsoluteUri} {settings.EabKid}"));
        Id = $"{settings.Directory.Host}-{Convert.ToHexStringLower(digest)[..8]}";
        _file = $"{Id}.pem";
        _client = new Lazy<AcmeClient>(
            () => new AcmeClient(
                new AcmeServerSettings { Directory = settings.Directory, Roots = [.. RootsIn(settings.RootFile)] }, time),
            LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The way to the CA.</summary>
    /// <exception cref="InvalidOperationException">The file with its roots cannot be read; it is read again the next time.</exception>
    public AcmeClient Client => _client.Value;

    /// <summary>Tells it from all others, as the beginning of a file's name.</summary>
    public string Id { get; }

    public Uri Directory => _settings.Directory;

    public CaSettings Settings => _settings;

    /// <summary>Our account, as it is kept, or else registered now: once, however many ask and in whatever process.</summary>
    public async Task<AcmeAccount> Account(CancellationToken stop)
    {
        if (Volatile.Read(ref _account) is { } known)
            return known;
        await _registering.WaitAsync(stop);
        try
        {
            return _account ??= await Open(stop);
        }
        finally
        {
            _registering.Release();
        }
    }

    /// <summary>When it wants a certificate to be renewed; null where it does not tell.</summary>
    public async Task<RenewalWindow?> RenewalInformation(X509Certificate2 certificate, CancellationToken stop)
    {
        await _asking.WaitAsync(stop);
        try
        {
            return await Client.RenewalInformation(certificate, stop);
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Registers the key again, for a CA that has forgotten the account.</summary>
    public async Task<AcmeAccount> Renew(AcmeAccount forgotten, CancellationToken stop)
    {
        await _registering.WaitAsync(stop);
        try
        {
            if (_account == forgotten)
                _account = await Register(forgotten.Key, stop);
            return _account!;
        }
        finally
        {
            _registering.Release();
        }
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
        _account?.Key.Dispose();
        _registering.Dispose();
        _asking.Dispose();
    }

    private async Task<AcmeAccount> Open(CancellationToken stop)
    {
        using var held = await _store.Lock($"account-{_file}", stop);
        if (_store.Accounts.Read(_file) is not { } text)
            return await Register(AccountKey.Create(), stop);
        if (KeyIn(text) is not { } key)
            return await Register(AccountKey.Create(), stop);
        return UrlIn(text) is { } url ? Client.Account(key, url) : await Register(key, stop);
    }

    private async Task<AcmeAccount> Register(AccountKey key, CancellationToken stop)
    {
        // The key first: an account whose key is lost would count against the CA's limits.
        _store.Accounts.Write(_file, key.ToPem());
        var account = await Client.Register(
            key,
            new AccountRequest
            {
                Email = _settings.Email,
                AgreeToTerms = _settings.AgreeToTerms,
                ExternalAccount = _settings is { EabKid: { } kid, EabKey: { } secret } ? new ExternalAccount(kid, secret) : null,
            },
            stop);
        _store.Accounts.Write(_file, $"{UrlMark}{account.Url.AbsoluteUri}\n{key.ToPem()}\n");
        return account;
    }

    // Without its key an account is lost; another one orders as well.
    private AccountKey? KeyIn(string text)
    {
        try
        {
            return AccountKey.FromPem(text);
        }
        catch (AcmeException error)
        {
            _store.SetAside(_store.Accounts, _file, error.Message);
            return null;
        }
    }

    private static Uri? UrlIn(string text)
    {
        var line = text.Split('\n', 2)[0];
        return line.StartsWith(UrlMark, StringComparison.Ordinal)
            && Uri.TryCreate(line[UrlMark.Length..], UriKind.Absolute, out var url)
                ? url
                : null;
    }

    private static X509Certificate2Collection RootsIn(string? file)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            if (file is not null)
                roots.ImportFromPemFile(file);
            return roots;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"ca = '{file}' of [acme] cannot be read: {error.Message.TrimEnd('.')}");
        }
    }
}
