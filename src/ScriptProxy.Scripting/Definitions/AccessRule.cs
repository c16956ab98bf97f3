using System.Net;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Definitions;

/// <summary>One network of an <c>Allow</c> or a <c>Deny</c>.</summary>
/// <param name="Allows">False for <c>Deny</c>.</param>
/// <param name="Network">Never IPv4 mapped to IPv6.</param>
/// <param name="Text">The network as the script says it.</param>
/// <param name="Place">The call in the script.</param>
public sealed record AccessRule(bool Allows, IPNetwork Network, string Text, SourcePlace Place);
