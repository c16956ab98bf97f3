using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Definitions;

/// <summary>One <c>ConcurrencyLimit</c>.</summary>
/// <param name="Limit">1 or more.</param>
/// <param name="By">Gives the key; null for the client's address.</param>
/// <param name="Name">What its counts are kept by; null for its place and number.</param>
/// <param name="Place">The call in the script.</param>
public sealed record ConcurrencyRule(int Limit, Func<HttpContext, object?>? By, string? Name, SourcePlace Place);
