using Microsoft.AspNetCore.Http;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Balancing;

/// <summary>
/// An upstream's <c>retries</c> and <c>retry_on</c>: what is tried again on another server (nginx:
/// <c>proxy_next_upstream</c>).
/// </summary>
internal sealed class RetryRule(UpstreamSettings settings)
{
    private readonly bool _onError = settings.RetryOn.Contains("error");
    private readonly bool _onTimeout = settings.RetryOn.Contains("timeout");
    private readonly bool _on502 = settings.RetryOn.Contains("502");
    private readonly bool _on503 = settings.RetryOn.Contains("503");
    private readonly bool _on504 = settings.RetryOn.Contains("504");

    /// <summary>How many further servers are tried.</summary>
    public int Most { get; } = settings.Servers.Count > 1 ? settings.Retries : 0;

    public bool Covers(bool timedOut) => timedOut ? _onTimeout : _onError;

    public bool Covers(int status) => status switch
    {
        StatusCodes.Status502BadGateway => _on502,
        StatusCodes.Status503ServiceUnavailable => _on503,
        StatusCodes.Status504GatewayTimeout => _on504,
        _ => false,
    };
}
