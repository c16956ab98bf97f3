using ScriptProxy.Acme.Problems;

namespace ScriptProxy.Acme;

/// <summary>
/// Why a CA did not give what was asked for, in words that an operator can act on. Everything that can go wrong while talking
/// to a CA, nonsense answers included, ends in one of these or in an <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class AcmeException : Exception
{
    internal AcmeException(AcmeFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>The kind of thing that went wrong.</summary>
    public AcmeFault Fault { get; }

    /// <summary>What the CA said; null when it said nothing that could be understood.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Not before this moment, when the CA named one (<c>Retry-After</c>, RFC 8555 section 6.6).</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Whether the same request may well succeed a little later without anybody doing anything.</summary>
    public bool IsTransient => Fault is AcmeFault.Unreachable or AcmeFault.TimedOut or AcmeFault.CaFailed;
}
