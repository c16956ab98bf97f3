using ScriptProxy.Acme.Problems;
using ScriptProxy.Acme.Wire;

namespace ScriptProxy.Acme.Orders;

/// <summary>An order as the CA has it (RFC 8555, section 7.1.3).</summary>
/// <param name="Url">Its address: with it and the account, an order can be gone on with after a crash.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Authorizations">Addresses of the authorizations, one for each name, wildcards taken away.</param>
/// <param name="Finalize">Where the request for the certificate goes.</param>
/// <param name="Certificate">Where the certificate is; null until it is made.</param>
public sealed record Order(
    Uri Url, OrderStatus Status, IReadOnlyList<Uri> Authorizations, Uri Finalize, Uri? Certificate)
{
    private const int MostNames = 1000;

    /// <summary>Why it is invalid; null when the CA does not say.</summary>
    public Problem? Error { get; private init; }

    internal static Order Read(Uri url, CaAnswer answer)
    {
        var order = AnswerObject.Of("order", answer);
        return new Order(
            url,
            order.State<OrderStatus>("status"),
            order.Urls("authorizations", MostNames),
            order.Url("finalize"),
            order.OptionalUrl("certificate"))
        {
            Error = order.Problem("error"),
        };
    }
}
