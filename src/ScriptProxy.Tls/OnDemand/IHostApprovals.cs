namespace ScriptProxy.Tls.OnDemand;

/// <summary>Asks the generation that serves now, each time, whether a certificate may be ordered for a host.</summary>
public interface IHostApprovals
{
    /// <summary>Asks the site that has the host, for no longer than <see cref="SiteApprovals.Limit"/>.</summary>
    Task<Approval> Ask(string host);
}
