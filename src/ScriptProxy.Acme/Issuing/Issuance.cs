using System.Security.Cryptography.X509Certificates;
using ScriptProxy.Acme.Certificates;
using ScriptProxy.Acme.Challenges;
using ScriptProxy.Acme.Orders;
using ScriptProxy.Acme.Problems;

namespace ScriptProxy.Acme.Issuing;

/// <summary>
/// Takes an order from where it is to its certificate (RFC 8555, section 7.1.4's figure): names validated → request
/// sent → made → downloaded. It can begin anywhere: whoever keeps the order's address and the certificate's key can go
/// on after a crash.
/// </summary>
/// <param name="account">Who ordered.</param>
/// <param name="responders">What can be proved, the preferred one first.</param>
public sealed class Issuance(AcmeAccount account, IReadOnlyList<IChallengeResponder> responders)
{
    /// <summary>Does all that is left to be done for the order.</summary>
    /// <returns>The chain; its key is the plan's, its names are checked.</returns>
    /// <exception cref="AcmeException">The certificate is not to be had, and the message says why.</exception>
    public async Task<IssuedChain> Finish(Order order, IssuancePlan plan, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(plan);
        if (order.Status == OrderStatus.Pending)
        {
            await new Validation(account, responders, plan.Warn).Run(order, stop);
            order = Sound(await account.Reached(order, [OrderStatus.Ready, OrderStatus.Processing, OrderStatus.Valid], stop));
        }

        if (order.Status == OrderStatus.Ready)
            order = await account.Finalize(order, SigningRequest.Make(plan.Names, plan.Key), stop);
        if (order is not { Status: OrderStatus.Valid, Certificate: not null })
            order = Sound(await account.Reached(order, [OrderStatus.Valid], stop));
        var url = order.Certificate
            ?? throw new AcmeException(AcmeFault.Nonsense, "the CA's order is valid and has no 'certificate'");
        return await Download(url, plan, stop);
    }

    private async Task<IssuedChain> Download(Uri url, IssuancePlan plan, CancellationToken stop)
    {
        var (first, alternates) = await account.Download(url, stop);
        var chosen = plan.PreferredRoot is { } root && !first.LeadsTo(root)
            ? await Preferred(first, alternates, root, plan, stop)
            : first;
        if (WhyNot(chosen.Leaf, plan) is not { } reason)
            return chosen;
        chosen.Dispose();
        throw new AcmeException(AcmeFault.Nonsense, $"the CA gave a certificate that {reason}");
    }

    // The certificate is there: that another chain cannot be had is no reason to lose it, nor one that is for
    // something else.
    private async Task<IssuedChain> Preferred(
        IssuedChain first, IReadOnlyList<Uri> alternates, string root, IssuancePlan plan, CancellationToken stop)
    {
        foreach (var url in alternates)
        {
            try
            {
                var (other, _) = await account.Download(url, stop);
                if (other.LeadsTo(root) && WhyNot(other.Leaf, plan) is null)
                {
                    first.Dispose();
                    return other;
                }

                other.Dispose();
            }
            catch (AcmeException error)
            {
                plan.Warn?.Invoke($"another chain that the CA offers cannot be had: {error.Message}");
            }
        }

        return first;
    }

    private static string? WhyNot(X509Certificate2 leaf, IssuancePlan plan)
    {
        if (!leaf.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(plan.Key.ExportSubjectPublicKeyInfo()))
            return "is for another key than ours";
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return plan.Names.FirstOrDefault(name => !names.Contains(DnsName.Of(name))) is { } missing
            ? $"is not for '{missing}'"
            : null;
    }

    private static Order Sound(Order order)
    {
        if (order.Status != OrderStatus.Invalid)
            return order;
        var reason = order.Error is { } problem ? ProblemWords.Of(problem) : "it gave no reason";
        throw new AcmeException(AcmeFault.Invalid, $"the CA will make no certificate of this order: {reason}")
        {
            Problem = order.Error,
        };
    }
}
