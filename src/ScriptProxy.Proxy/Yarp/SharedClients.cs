using ScriptProxy.Proxy.Upstreams;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Yarp;

/// <summary>Lets YARP use the upstreams' own clients, whose connections outlive it.</summary>
internal sealed class SharedClients(IReadOnlyDictionary<string, Upstream> upstreams) : IForwarderHttpClientFactory
{
    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context) => upstreams[context.ClusterId].Client;
}
