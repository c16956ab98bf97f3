using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms.Builder;

namespace ScriptProxy.Proxy.Yarp;

/// <summary>YARP's transforms are not used: <c>Forwarding</c> decides what is forwarded.</summary>
internal sealed class NoTransforms : ITransformBuilder
{
    public IReadOnlyList<Exception> ValidateRoute(RouteConfig route) => [];

    public IReadOnlyList<Exception> ValidateCluster(ClusterConfig cluster) => [];

    public HttpTransformer Build(RouteConfig route, ClusterConfig? cluster) => HttpTransformer.Empty;

    public HttpTransformer Create(Action<TransformBuilderContext> action) => HttpTransformer.Empty;
}
