using Microsoft.Extensions.Logging;
using ScriptProxy.Tls.Selection;
using ScriptProxy.Tls.Storage;

namespace ScriptProxy.Tls.Ordering;

/// <summary>What outlives every plan: where certificates are kept and shown.</summary>
/// <param name="Store">Where they are kept.</param>
/// <param name="Ordered">Where they are shown.</param>
/// <param name="Log">The log of the category <c>certificates</c>.</param>
/// <param name="Time">The clock.</param>
internal sealed record OrderingContext(CertificateStore Store, OrderedCertificates Ordered, ILogger Log, TimeProvider Time);
