using System.Collections.Concurrent;
using ScriptProxy.Tls.OnDemand;

namespace ScriptProxy.Tls.Tests.Ordering;

/// <summary>Approves as it is set to, and keeps what it was asked.</summary>
internal sealed class SetApprovals : IHostApprovals
{
    public Approval Answer { get; set; } = Approval.Given;

    public ConcurrentQueue<string> Asked { get; } = new();

    public Task<Approval> Ask(string host)
    {
        Asked.Enqueue(host);
        return Task.FromResult(Answer);
    }
}
