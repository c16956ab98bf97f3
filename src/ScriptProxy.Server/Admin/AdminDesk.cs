using ScriptProxy.Proxy.Upstreams;
using ScriptProxy.Server.Reporting;
using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Server.Admin;

/// <summary>What the admin endpoint can see and do of the proxy that it belongs to.</summary>
/// <param name="Status">Tells how it goes.</param>
/// <param name="Reload">Reads the files again.</param>
/// <param name="Upstreams">The upstreams of the running generation.</param>
/// <param name="Certificates">Orders certificates.</param>
internal sealed record AdminDesk(
    StatusReporter Status, Func<Task<LoadReport>> Reload, Func<IEnumerable<Upstream>> Upstreams,
    CertificateOrders Certificates);
