using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Definitions;

/// <summary>The <c>OnDemandCertificate</c> of a site.</summary>
/// <param name="Approve">Whether a certificate may be ordered for a host.</param>
/// <param name="Place">Where it stands.</param>
public sealed record OnDemandDefinition(Func<string, Task<bool>> Approve, SourcePlace Place);
