using ScriptProxy.Acme.Wire;

namespace ScriptProxy.Acme.Orders;

/// <summary>The validation of one name (RFC 8555, section 7.1.4).</summary>
/// <param name="Url">Its address.</param>
/// <param name="Name">The name, without the <c>*.</c> of a wildcard.</param>
/// <param name="IsWildcard">Whether it is for the wildcard.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Challenges">The ways to prove it, of which one is enough.</param>
public sealed record Authorization(
    Uri Url, string Name, bool IsWildcard, AuthorizationStatus Status, IReadOnlyList<Challenge> Challenges)
{
    internal static Authorization Read(Uri url, CaAnswer answer)
    {
        var authorization = AnswerObject.Of("authorization", answer);
        var identifier = authorization.OptionalObject("identifier", "authorization's identifier")
            ?? throw new AcmeException(AcmeFault.Nonsense, "the CA's authorization has no 'identifier'");
        return new Authorization(
            url,
            OneLine.Of(identifier.Text("value")),
            authorization.Flag("wildcard"),
            authorization.State<AuthorizationStatus>("status"),
            [.. authorization.Objects("challenges", "challenge", most: 50).Select(Challenge.Read)]);
    }
}
