using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Transforms;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>A request as HttpClient sends it.</summary>
/// <param name="message">The request.</param>
/// <param name="address">The url that the target is added to.</param>
/// <param name="carriesTrailers">Whether the connection it goes over can send some.</param>
internal readonly struct MessageSink(HttpRequestMessage message, string address, bool carriesTrailers) : IRequestSink
{
    public bool CarriesTrailers => carriesTrailers;

    public void Target(string target) => message.RequestUri = new Uri(
        string.Concat(address, target), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    // HttpClient sends the server's own name in place of a host that it cannot read, which then is not what sites were told
    // apart by.
    public void Host(string host)
    {
        message.Headers.TryAddWithoutValidation(HeaderNames.Host, host);
        if (message.Headers.Host != host)
            throw new BadHttpRequestException("The host is none.", StatusCodes.Status400BadRequest);
    }

    // HttpClient keeps headers that describe a body with the body. For a request without one YARP has a body of nothing, and
    // takes no other.
    public void Add(string name, StringValues values)
    {
        if (values.Count == 1 && message.Headers.TryAddWithoutValidation(name, values[0]))
            return;
        if (values.Count != 1 && message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            return;
        RequestTransform.AddHeader(new RequestTransformContext { ProxyRequest = message }, name, values);
    }

    public void Remove(string name)
    {
        message.Headers.Remove(name);
        message.Content?.Headers.Remove(name);
    }
}
