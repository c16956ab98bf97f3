using ScriptProxy.Server.Generations;
using ScriptProxy.Tls.OnDemand;

namespace ScriptProxy.Server.OnDemand;

/// <summary>
/// Asks the running generation's scripts which hosts they approve of, for renewals: the certificate lives on, the
/// script that approved of it may have been replaced.
/// </summary>
internal sealed class RunningApprovals(GenerationSwitch generations) : IHostApprovals
{
    public async Task<Approval> Ask(string host)
    {
        var generation = generations.Pin();
        try
        {
            return generation.Plan.OnDemand.SiteOf(host) is { } site
                ? await generation.Approvals[site].Ask(host)
                : Approval.Refused;
        }
        finally
        {
            generation.Release();
        }
    }
}
