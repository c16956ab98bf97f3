using System.Net.Sockets;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Proxy.Forwarding;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Upstreams;
using Yarp.ReverseProxy.Forwarder;

namespace ScriptProxy.Proxy.Tests.Forwarding;

public sealed class TryFailureTests
{
    [Theory]
    [InlineData(ForwarderError.Request, nameof(FailurePhase.Answer), 502, true)]
    [InlineData(ForwarderError.RequestTimedOut, nameof(FailurePhase.Answer), 504, true)]
    [InlineData(ForwarderError.RequestBodyDestination, nameof(FailurePhase.Send), 502, true)]
    [InlineData(ForwarderError.ResponseHeaders, nameof(FailurePhase.Head), 502, true)]
    [InlineData(ForwarderError.ResponseBodyDestination, nameof(FailurePhase.Body), 502, true)]
    [InlineData(ForwarderError.RequestCreation, nameof(FailurePhase.Creation), 502, false)]
    [InlineData(ForwarderError.UpgradeResponseDestination, nameof(FailurePhase.Upgraded), 502, false)]
    [InlineData(ForwarderError.UpgradeActivityTimeout, nameof(FailurePhase.Upgraded), 504, false)]
    [InlineData(ForwarderError.RequestCanceled, nameof(FailurePhase.Client), 502, false)]
    [InlineData(ForwarderError.RequestBodyClient, nameof(FailurePhase.Client), 502, false)]
    [InlineData(ForwarderError.ResponseBodyClient, nameof(FailurePhase.Client), 502, false)]
    [InlineData(ForwarderError.ResponseBodyCanceled, nameof(FailurePhase.Client), 502, false)]
    public void Knows_how_far_it_came_and_whose_fault_it_was(
        ForwarderError error, string phase, int status, bool isServers)
    {
        var failure = TryFailure.Of(error, new IOException("broken"), new ProxyRequest(), 502);
        Assert.Equal((phase, status, isServers), (failure.Phase.ToString(), failure.Status, failure.IsServers));
        Assert.False(failure.NothingSent);
    }

    [Theory]
    [InlineData(nameof(FailurePhase.Resolve), false, 502)]
    [InlineData(nameof(FailurePhase.Connect), false, 502)]
    [InlineData(nameof(FailurePhase.Connect), true, 504)]
    [InlineData(nameof(FailurePhase.Secure), true, 504)]
    public void Knows_that_nothing_was_sent(string phase, bool timedOut, int status)
    {
        var cause = new SocketException((int)SocketError.ConnectionRefused);
        var unreachable = new ServerUnreachableException(Enum.Parse<FailurePhase>(phase), timedOut, cause);
        var failure = TryFailure.Of(
            ForwarderError.Request, new HttpRequestException("no", unreachable), new ProxyRequest(), 502);
        Assert.True(failure.NothingSent);
        Assert.True(failure.IsServers);
        Assert.Equal(status, failure.Status);
        Assert.Equal(cause.Message, failure.Reason);
    }

    [Theory]
    [InlineData(false, nameof(FailurePhase.Body))]
    [InlineData(true, nameof(FailurePhase.Client))]
    public void Tells_a_server_that_fell_silent_from_a_client_that_left(bool clientLeft, string phase)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestLifetimeFeature>(
            new HttpRequestLifetimeFeature { RequestAborted = new CancellationToken(clientLeft) });
        var request = new ProxyRequest();
        request.Aborts.Watch(features);
        features.Get<IHttpRequestLifetimeFeature>()!.Abort();
        var cause = new IOException("broken", new SocketException((int)SocketError.OperationAborted));
        Assert.Equal(
            phase, TryFailure.Of(ForwarderError.ResponseBodyDestination, cause, request, 200).Phase.ToString());
        Assert.Equal(phase, TryFailure.Of(ForwarderError.ResponseBodyCanceled, cause, request, 200).Phase.ToString());
    }

    [Fact]
    public void Does_not_hold_a_head_that_is_too_large_for_us_against_the_server()
    {
        var cause = new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "too large");
        var failure = TryFailure.Of(ForwarderError.Request, cause, new ProxyRequest(), 502);
        Assert.Equal(FailurePhase.LargeHead, failure.Phase);
        Assert.False(failure.IsServers);
    }
}
