using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Definitions;

/// <summary>One <c>BasicAuth</c>.</summary>
/// <param name="File">Full path of the file of users.</param>
/// <param name="Realm">What browsers show; without quotes and control characters.</param>
/// <param name="Place">The call in the script.</param>
public sealed record BasicAuthRule(string File, string Realm, SourcePlace Place);
