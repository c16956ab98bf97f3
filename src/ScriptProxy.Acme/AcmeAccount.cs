using System.Buffers.Text;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ScriptProxy.Acme.Certificates;
using ScriptProxy.Acme.Challenges;
using ScriptProxy.Acme.Keys;
using ScriptProxy.Acme.Orders;
using ScriptProxy.Acme.Wire;

namespace ScriptProxy.Acme;

/// <summary>What an account may ask of its CA, step by step; <see cref="Issuing.Issuance"/> takes all steps of an order.</summary>
public sealed class AcmeAccount
{
    private const int MostAlternates = 10;

    private readonly AcmeClient _client;
    private readonly Signer _signer;

    internal AcmeAccount(AcmeClient client, AccountKey key, Uri url)
    {
        _client = client;
        _signer = Signer.ByAccount(key, url);
        Key = key;
        Url = url;
    }

    /// <summary>The account's address at the CA. Keep it with the key: it says who signs.</summary>
    public Uri Url { get; }

    /// <summary>The account's key.</summary>
    public AccountKey Key { get; }

    /// <summary>Orders a certificate (RFC 8555, section 7.4).</summary>
    public async Task<Order> NewOrder(OrderRequest request, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var directory = await _client.Directory(stop);
        var answer = await Post(directory.NewOrder, OrderPayload.Of(request, directory), stop);
        return answer.Location is { } url
            ? Order.Read(url, answer)
            : throw new AcmeException(AcmeFault.Nonsense, "the CA took the order and did not say where it is (no Location)");
    }

    /// <summary>The order as it is now.</summary>
    public async Task<Order> GetOrder(Uri url, CancellationToken stop) => Order.Read(url, await Fetch(url, stop));

    /// <summary>The authorization as it is now (RFC 8555, section 7.5).</summary>
    public async Task<Authorization> GetAuthorization(Uri url, CancellationToken stop) =>
        Authorization.Read(url, await Fetch(url, stop));

    /// <summary>What proves the challenge.</summary>
    public Proof ProofOf(Authorization authorization, Challenge challenge)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        ArgumentNullException.ThrowIfNull(challenge);
        return new Proof(challenge.Type, authorization.Name, challenge.Token, Key.Thumbprint);
    }

    /// <summary>Tells the CA that the proof is in its place (RFC 8555, section 7.5.1).</summary>
    public async Task Answer(Challenge challenge, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        await Post(challenge.Url, [], stop);
    }

    /// <summary>Waits until the CA has validated the name (RFC 8555, section 7.5.1).</summary>
    /// <exception cref="AcmeException">It could not; the message says what it saw and what to check.</exception>
    public async Task<Authorization> Validated(Authorization authorization, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        var result = await _client.Polling.Until(
            $"the CA to validate '{authorization.Name}'",
            async () => Waiting(await Fetch(authorization.Url, stop), Authorization.Read, authorization.Url),
            now => now.Status != AuthorizationStatus.Pending,
            stop);
        if (result.Status == AuthorizationStatus.Valid)
            return result;
        throw new AcmeException(AcmeFault.Invalid, ChallengeWords.Of(result))
        {
            Problem = result.Challenges.FirstOrDefault(challenge => challenge.Error is not null)?.Error,
        };
    }

    /// <summary>Waits until the order is in one of the states, or invalid.</summary>
    public Task<Order> Reached(Order order, IReadOnlyList<OrderStatus> states, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _client.Polling.Until(
            "the CA to go on with the order",
            async () => Waiting(await Fetch(order.Url, stop), Order.Read, order.Url),
            now => now.Status == OrderStatus.Invalid || states.Contains(now.Status),
            stop);
    }

    /// <summary>Sends the request for the certificate (RFC 8555, section 7.4), made by <see cref="SigningRequest"/>.</summary>
    public async Task<Order> Finalize(Order order, byte[] request, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(order);
        var payload = new JsonObject { ["csr"] = Base64Url.EncodeToString(request) };
        return Order.Read(order.Url, await Post(order.Finalize, payload, stop));
    }

    /// <summary>Downloads the chain that the CA gives first (RFC 8555, section 7.4.2), and says where the others are that it offers.</summary>
    public async Task<(IssuedChain Chain, IReadOnlyList<Uri> Alternates)> Download(Uri certificate, CancellationToken stop)
    {
        var answer = await Fetch(certificate, stop);
        return (IssuedChain.Read(answer), [.. Links.Of(answer, "alternate").Distinct().Take(MostAlternates)]);
    }

    /// <summary>Revokes a certificate that the account ordered (RFC 8555, section 7.6).</summary>
    public async Task Revoke(X509Certificate2 certificate, RevocationReason reason, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var url = (await _client.Directory(stop)).RevokeCert
            ?? throw new AcmeException(AcmeFault.Unsupported, "the CA cannot revoke certificates by ACME (no revokeCert)");
        var payload = new JsonObject { ["certificate"] = Base64Url.EncodeToString(certificate.RawDataMemory.Span) };
        if (reason != RevocationReason.Unspecified)
            payload["reason"] = (int)reason;
        await Post(url, payload, stop);
    }

    /// <summary>Gives the account another key (RFC 8555, section 7.3.5); the old one is good for nothing afterwards.</summary>
    public async Task<AcmeAccount> ChangeKey(AccountKey next, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(next);
        var url = (await _client.Directory(stop)).KeyChange
            ?? throw new AcmeException(AcmeFault.Unsupported, "the CA cannot change an account's key (no keyChange)");
        var payload = new JsonObject { ["account"] = Url.AbsoluteUri, ["oldKey"] = Key.ToJwk() };
        await Post(url, Signer.ByKey(next).Make(url, nonce: null, payload.ToJsonString()), stop);
        return new AcmeAccount(_client, next, Url);
    }

    /// <summary>Gives the account another address for the CA's warnings; null for none (RFC 8555, section 7.3.2).</summary>
    public Task ChangeEmail(string? email, CancellationToken stop)
    {
        var contact = email is null ? new JsonArray() : new JsonArray($"mailto:{email}");
        return Post(Url, new JsonObject { ["contact"] = contact }, stop);
    }

    /// <summary>Ends the account for good (RFC 8555, section 7.3.6). Its certificates stay valid.</summary>
    public Task Deactivate(CancellationToken stop) => Post(Url, new JsonObject { ["status"] = "deactivated" }, stop);

    private Task<CaAnswer> Post(Uri url, JsonObject payload, CancellationToken stop) =>
        _client.Wire.Post(_signer, url, payload, stop);

    private Task<CaAnswer> Fetch(Uri url, CancellationToken stop) => _client.Wire.Fetch(_signer, url, stop);

    private (T Value, TimeSpan? RetryAfter) Waiting<T>(CaAnswer answer, Func<Uri, CaAnswer, T> read, Uri url) =>
        (read(url, answer), answer.RetryAfter(_client.Wire.Now));
}
