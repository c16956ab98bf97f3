using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ScriptProxy.Acme.Wire;

/// <summary>Exchanges single messages with the CA, each within a time and a size.</summary>
internal sealed class AcmeWire : IDisposable
{
    private readonly AcmeServerSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public AcmeWire(AcmeServerSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _http = new HttpClient(HandlerFor(settings)) { Timeout = Timeout.InfiniteTimeSpan };
        // RFC 8555, section 6.1: both SHOULD be sent; without the second, errors come in the CA's own language.
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", settings.UserAgent);
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public Task<CaAnswer> Get(Uri url, CancellationToken stop) => Exchange(HttpMethod.Get, url, null, stop);

    public Task<CaAnswer> Head(Uri url, CancellationToken stop) => Exchange(HttpMethod.Head, url, null, stop);

    public Task<CaAnswer> Post(Uri url, string jws, CancellationToken stop) => Exchange(HttpMethod.Post, url, jws, stop);

    public void Dispose() => _http.Dispose();

    private async Task<CaAnswer> Exchange(HttpMethod method, Uri url, string? jws, CancellationToken stop)
    {
        if (url.Scheme != Uri.UriSchemeHttps)
            throw new AcmeException(AcmeFault.Nonsense, $"{url} is not https, and RFC 8555 wants all of a CA's addresses to be");
        using var limit = new CancellationTokenSource(_settings.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            return await Exchange(Message(method, url, jws), either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw WireFaults.TimedOut(url, _settings.RequestTimeout);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw WireFaults.Of(url, error);
        }
    }

    private async Task<CaAnswer> Exchange(HttpRequestMessage message, CancellationToken stop)
    {
        using (message)
        {
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop);
            var body = await Read(response.Content, message.RequestUri!, stop);
            return new CaAnswer(
                message.RequestUri!,
                response.StatusCode,
                response.Headers,
                response.Content.Headers.ContentType?.MediaType ?? "",
                body);
        }
    }

    private async Task<byte[]> Read(HttpContent content, Uri url, CancellationToken stop)
    {
        await using var stream = await content.ReadAsStreamAsync(stop);
        using var body = new MemoryStream();
        var part = new byte[8192];
        while (await stream.ReadAsync(part, stop) is > 0 and var count)
        {
            if (body.Length + count > _settings.MaxAnswer)
                throw WireFaults.TooLong(url, _settings.MaxAnswer);
            body.Write(part, 0, count);
        }

        return body.ToArray();
    }

    private static HttpRequestMessage Message(HttpMethod method, Uri url, string? jws)
    {
        var message = new HttpRequestMessage(method, url);
        if (jws is not null)
        {
            // RFC 8555, section 6.2: this type, and some CAs refuse a charset with it.
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(jws));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/jose+json");
        }

        return message;
    }

    private static SocketsHttpHandler HandlerFor(AcmeServerSettings settings)
    {
        var handler = new SocketsHttpHandler
        {
            // A signed request is made out to its url; it cannot be sent to another one.
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (settings.Roots.Count > 0)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                errors == SslPolicyErrors.None
                || (errors == SslPolicyErrors.RemoteCertificateChainErrors && IsBelow(settings.Roots, certificate!, chain!));
        }

        return handler;
    }

    private static bool IsBelow(IReadOnlyList<X509Certificate2> roots, X509Certificate certificate, X509Chain sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        return chain.Build((X509Certificate2)certificate);
    }
}
