using ScriptProxy.Proxy.Access;
using ScriptProxy.Proxy.Limits;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Sites;

/// <summary>Makes what a generation's requests must pass before any middleware: limits and access rules.</summary>
internal sealed class Gates(LimitLinks limits, LimiterLeases leases, AccessLinks access)
{
    public SiteGates Of(SiteDefinition site) => new(site, limits, leases, access);
}
