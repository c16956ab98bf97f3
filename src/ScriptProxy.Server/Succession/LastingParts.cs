using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability;
using ScriptProxy.Tls;
using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Server.Succession;

/// <summary>What outlives generations and does as the running one says: the logs and the orders of certificates.</summary>
internal sealed class LastingParts(ConsoleLogs logs, AccessLog accessLog, TlsLibrary tls, CertificateOrders orders)
{
    /// <summary>Before the switch, so that its first request is logged as it says.</summary>
    public void Log(LogSettings settings)
    {
        logs.Level.Level = settings.Level;
        accessLog.Apply(settings);
    }

    /// <summary>After the switch. Nothing waits for orders: what is not there yet is stood in for.</summary>
    public void Order(OrderingPlan plan)
    {
        if (tls.Store is { } store)
            _ = orders.Follow(plan, store);
    }
}
