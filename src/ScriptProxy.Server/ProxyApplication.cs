using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ScriptProxy.Observability;
using ScriptProxy.Observability.Traffic;
using ScriptProxy.Server.Generations;
using ScriptProxy.Server.OnDemand;
using ScriptProxy.Server.Requests;
using ScriptProxy.Tls.Selection;

namespace ScriptProxy.Server;

/// <summary>What a listener's Kestrel calls for every request: pins the generation, runs the pipeline, writes the record.</summary>
/// <param name="listener">The listener's name.</param>
/// <param name="generations">Where the running generation is found.</param>
/// <param name="log">Where the record goes.</param>
/// <param name="traffic">Where requests and connections are counted.</param>
/// <param name="stalls">Sees which requests hold their thread; null where that does no harm.</param>
internal sealed class ProxyApplication(
    string listener, GenerationSwitch generations, AccessLog log, TrafficCounters traffic, StallWatch? stalls)
    : IHttpApplication<RequestFrame>
{
    private static readonly Func<object, Task> SayLast = static http =>
    {
        // An answer that upgrades the connection names its own option.
        var answer = ((HttpContext)http).Response;
        if (answer.StatusCode != StatusCodes.Status101SwitchingProtocols)
            answer.Headers.Connection = "close";
        return Task.CompletedTask;
    };

    private volatile bool _closing;

    public ListenerCounters Counters { get; } = traffic.Listener(listener);

    /// <summary>What is shown to clients that connect now.</summary>
    public CertificateTable Certificates =>
        (generations.Current ?? throw new InvalidOperationException("No generation is running.")).Certificates;

    /// <summary>What becomes of handshakes for names without a certificate.</summary>
    public required OnDemandHandshakes OnDemand { get; init; }

    /// <summary>The peers that are believed what they say of a client, now.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies => generations.Current?.Settings.Global.TrustedProxies ?? [];

    public string Listener => listener;

    /// <summary>From now on each answer says that it is the last on its connection.</summary>
    public void Close() => _closing = true;

    public RequestFrame CreateContext(IFeatureCollection contextFeatures)
    {
        var container = contextFeatures as IHostContextContainer<RequestFrame>;
        var frame = container?.HostContext;
        if (frame is null)
        {
            frame = new RequestFrame(listener);
            container?.HostContext = frame;
        }

        frame.Begin(contextFeatures, generations.Pin(), log.Enabled);
        return frame;
    }

    public Task ProcessRequestAsync(RequestFrame context)
    {
        if (_closing && !HttpProtocol.IsHttp2(context.Http.Request.Protocol))
            context.Http.Response.OnStarting(SayLast, context.Http);
        if (stalls is null)
            return RequestPipeline.Run(context, listener);
        var slot = stalls.Enter(context.Request);
        var run = RequestPipeline.Run(context, listener);
        slot.Leave();
        return run;
    }

    public void DisposeContext(RequestFrame context, Exception? exception)
    {
        try
        {
            context.Count(traffic);
            if (context.Body is not null)
                log.Write(AccessRecords.Of(context, log.Time));
        }
        finally
        {
            context.End();
        }
    }
}
