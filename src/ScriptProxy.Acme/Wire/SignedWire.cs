using System.Text.Json.Nodes;
using ScriptProxy.Acme.Problems;

namespace ScriptProxy.Acme.Wire;

/// <summary>Sends signed requests, each with a nonce, and sends them again when the CA does not like the nonce.</summary>
internal sealed class SignedWire(AcmeWire wire, NoncePool nonces, AcmeServerSettings settings, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>POST-as-GET (RFC 8555, section 6.3).</summary>
    public Task<CaAnswer> Fetch(Signer signer, Uri url, CancellationToken stop) => Post(signer, url, "", stop);

    public Task<CaAnswer> Post(Signer signer, Uri url, JsonObject payload, CancellationToken stop) =>
        Post(signer, url, payload.ToJsonString(), stop);

    private async Task<CaAnswer> Post(Signer signer, Uri url, string payload, CancellationToken stop)
    {
        for (var retries = 0; ; retries++)
        {
            var jws = signer.Make(url, await nonces.Take(stop), payload);
            var answer = await wire.Post(url, jws.ToJsonString(), stop);
            nonces.Keep(answer);
            if (answer.IsSuccess)
                return answer;
            if (retries >= settings.NonceRetries || ProblemReader.Read(answer.Body)?.Type != "badNonce")
                throw Refusals.Of(answer, Now);
        }
    }
}
