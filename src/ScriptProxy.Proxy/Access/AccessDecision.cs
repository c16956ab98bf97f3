using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Access;

/// <summary>What <see cref="AccessRules"/> say of an address.</summary>
/// <param name="Admitted">Whether it may come.</param>
/// <param name="By">The network that said so; null when no <c>Allow</c> named the address, or there are no rules for
/// it.</param>
public readonly record struct AccessDecision(bool Admitted, AccessRule? By);
