using Microsoft.Extensions.Logging;
using ScriptProxy.Tls.OnDemand;
using ScriptProxy.Tls.Selection;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Ordering;

/// <summary>What outlives every plan: where certificates are kept and shown.</summary>
/// <param name="Store">Where they are kept.</param>
/// <param name="Ordered">Where they are shown.</param>
/// <param name="Log">The log of the category <c>certificates</c>.</param>
/// <param name="Time">The clock.</param>
/// <param name="Approvals">Who says which names on demand are wanted.</param>
internal sealed record OrderingContext(
    CertificateStore Store, OrderedCertificates Ordered, ILogger Log, TimeProvider Time, IHostApprovals Approvals)
{
    /// <summary>Why a name on demand is not wanted any more, as its site says; null when it is.</summary>
    /// <exception cref="InvalidOperationException">The site does not say.</exception>
    public async Task<string?> WhyUnwanted(string name) => await Approvals.Ask(name) switch
    {
        Approval.Given => null,
        Approval.Refused => "its site does not approve of it",
        _ => throw new InvalidOperationException("its site does not say whether it approves of it"),
    };
}
