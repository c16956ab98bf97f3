using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Definitions;

/// <summary>One <c>RateLimit</c>, its numbers checked.</summary>
/// <param name="PerSecond">More than zero, at most a million.</param>
/// <param name="Burst">Zero or more.</param>
/// <param name="By">Gives the key; null for the client's address.</param>
/// <param name="Delay">Whether what is over the rate waits for its turn.</param>
/// <param name="Name">What its counts are kept by; null for its place and numbers.</param>
/// <param name="Place">The call in the script.</param>
public sealed record RateLimitRule(
    double PerSecond, int Burst, Func<HttpContext, object?>? By, bool Delay, string? Name, SourcePlace Place);
