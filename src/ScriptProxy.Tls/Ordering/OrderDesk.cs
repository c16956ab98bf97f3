using System.Security.Cryptography;
using ScriptProxy.Acme;
using ScriptProxy.Acme.Certificates;
using ScriptProxy.Acme.Challenges;
using ScriptProxy.Acme.Issuing;
using ScriptProxy.Acme.Orders;
using ScriptProxy.Tls.Certificates;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Ordering;

/// <summary>Gets one certificate from one CA, going on with an order that was under way when the proxy ended.</summary>
internal sealed class OrderDesk(CertificateStore store, IReadOnlyList<IChallengeResponder> responders, Action<string> warn)
{
    /// <param name="authority">Whom to ask.</param>
    /// <param name="name">The name; nobody else orders for it meanwhile.</param>
    /// <param name="replaced">Identifier of the certificate that is renewed; null when there is none.</param>
    /// <param name="stop">Ends it; the order is gone on with the next time.</param>
    public async Task<CertificateBundle> Order(Authority authority, string name, string? replaced, CancellationToken stop)
    {
        var account = await authority.Account(stop);
        if (await GoOn(account, FileOf(authority, name), stop) is not { } begun)
            begun = await Begin(authority, account, RequestFor(authority, name, replaced), stop);

        using (begun.Key)
        {
            var plan = new IssuancePlan([name], begun.Key) { PreferredRoot = authority.Settings.Chain, Warn = warn };
            using var chain = await Finish(begun, plan, FileOf(authority, name), stop);
            return CertificateBundle.FromPem(chain.ToPem(), begun.Key);
        }
    }

    /// <summary>Forgets the order, for its certificate is stored.</summary>
    public void Close(Authority authority, string name) => store.Orders.Delete(FileOf(authority, name));

    private async Task<BegunOrder?> GoOn(AcmeAccount account, string file, CancellationToken stop)
    {
        if (store.Orders.Read(file) is not { } text)
            return null;
        if (PendingOrder.TryRead(text, out var pending) && pending.Account == account.Url)
        {
            try
            {
                var order = await account.GetOrder(pending.Order, stop);
                if (order.Status != OrderStatus.Invalid)
                    return new BegunOrder(account, order, KeyOf(pending.KeyPem));
            }
            catch (Exception error)
                when (error is AcmeException { Fault: AcmeFault.Refused or AcmeFault.Nonsense } or CryptographicException or ArgumentException)
            {
                warn($"an order that was under way cannot be gone on with, a new one is made: {error.Message}");
            }
        }

        store.Orders.Delete(file);
        return null;
    }

    private async Task<BegunOrder> Begin(Authority authority, AcmeAccount account, OrderRequest request, CancellationToken stop)
    {
        Order order;
        try
        {
            order = await account.NewOrder(request, stop);
        }
        catch (AcmeException error) when (error.Problem?.Type == "accountDoesNotExist")
        {
            account = await authority.Renew(account, stop);
            order = await account.NewOrder(request, stop);
        }
        catch (AcmeException error) when (request.Replaces is not null && error.Fault == AcmeFault.Refused)
        {
            // RFC 9773, section 5: such as alreadyReplaced. Which one it replaces is a hint, not worth a renewal.
            order = await account.NewOrder(request with { Replaces = null }, stop);
        }

        var key = SigningRequest.NewKey();
        store.Orders.Write(
            FileOf(authority, request.Names[0]), new PendingOrder(order.Url, account.Url, key.ExportPkcs8PrivateKeyPem()).ToText());
        return new BegunOrder(account, order, key);
    }

    private async Task<IssuedChain> Finish(BegunOrder begun, IssuancePlan plan, string file, CancellationToken stop)
    {
        try
        {
            return await new Issuance(begun.Account, responders).Finish(begun.Order, plan, stop);
        }
        catch (AcmeException error) when (error.Fault is AcmeFault.Invalid or AcmeFault.Refused or AcmeFault.Nonsense)
        {
            store.Orders.Delete(file);
            throw;
        }
    }

    private static OrderRequest RequestFor(Authority authority, string name, string? replaced) =>
        new([name]) { Replaces = replaced, Profile = authority.Settings.Profile };

    private static ECDsa KeyOf(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }

    private static string FileOf(Authority authority, string name) =>
        $"{authority.Id}@{name.Replace("*", "_star_", StringComparison.Ordinal)}.pem";
}
