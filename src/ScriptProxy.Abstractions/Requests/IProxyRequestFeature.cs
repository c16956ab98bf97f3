using System.Net;

namespace ScriptProxy.Requests;

/// <summary>
/// What the proxy knows of a request beyond ASP.NET Core's own <c>HttpContext</c>. Set before any script or plugin code
/// runs; read it through the extension properties of <see cref="ProxyHttpContext"/>.
/// </summary>
public interface IProxyRequestFeature
{
    /// <summary>The client's address: the peer's, or what a trusted proxy said it was.</summary>
    IPAddress ClientIp { get; }

    /// <summary>The name of the site that the request's host selected.</summary>
    string Site { get; }

    /// <summary>The upstream and server that were chosen; null until then.</summary>
    ChosenUpstream? Upstream { get; }
}
