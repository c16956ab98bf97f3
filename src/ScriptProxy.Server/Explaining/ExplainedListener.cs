using ScriptProxy.Diagnostics;

namespace ScriptProxy.Server.Explaining;

/// <summary>The listener that a request would come in on.</summary>
/// <param name="Name">The name of its table.</param>
/// <param name="Address">Its address, as the file has it.</param>
/// <param name="Tls">Whether it speaks TLS.</param>
/// <param name="Place">The place of its address.</param>
/// <param name="Note">Why it and no other, where that is not plain from the url; null where it is.</param>
public sealed record ExplainedListener(string Name, string Address, bool Tls, SourcePlace Place, string? Note)
{
    /// <summary>The certificate that a client is shown; null without TLS.</summary>
    public string? Certificate { get; init; }
}
