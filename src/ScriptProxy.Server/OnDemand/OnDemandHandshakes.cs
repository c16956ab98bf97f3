using ScriptProxy.Server.Generations;
using ScriptProxy.Tls.OnDemand;
using ScriptProxy.Tls.Ordering;
using ScriptProxy.Tls.Selection;

namespace ScriptProxy.Server.OnDemand;

/// <summary>
/// Settles handshakes that would be shown a certificate that stands in: if the name's certificate is to be ordered on
/// demand, its site is asked, and what it approves of is ordered and waited for.
/// </summary>
internal sealed class OnDemandHandshakes(GenerationSwitch generations, CertificateOrders orders, TimeProvider time)
{
    // A CA takes some seconds. With what the site may take for its answer, it is less than a listener's header_timeout
    // by default.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(9);

    /// <summary>
    /// What to show after all: what stands in when it is not on demand, or takes too long; null to refuse the client.
    /// </summary>
    public async Task<ChosenCertificate?> Settle(string listener, ChosenCertificate standIn, CancellationToken stop)
    {
        var name = standIn.ServerName;
        switch (await Ask(listener, name))
        {
            case null:
                return standIn;
            case Approval.Given:
                if (orders.Demand(name) is { } order)
                    await Arrival(order, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return generations.Current!.Certificates.Choose(listener, name);
            default:
                return null;
        }
    }

    private Task Arrival(Task order, CancellationToken stop) => order.WaitAsync(Patience, time, stop);

    // The generation is held while its script's code runs, and no longer.
    private async Task<Approval?> Ask(string listener, string name)
    {
        var generation = generations.Pin();
        try
        {
            return generation.Plan.OnDemand.SiteOf(listener, name) is { } site
                ? await generation.Approvals[site].Ask(name)
                : null;
        }
        finally
        {
            generation.Release();
        }
    }
}
