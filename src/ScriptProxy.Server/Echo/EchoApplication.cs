using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ScriptProxy.Server.Echo;

/// <summary>What Kestrel calls for every request of the echo backend; there is no host around it.</summary>
internal sealed class EchoApplication : IHttpApplication<HttpContext>, IDisposable
{
    private readonly string _name;
    private readonly RequestDelegate _pipeline;
    private readonly CancellationTokenSource _stopping = new();

    public EchoApplication(string name, ILoggerFactory logs)
    {
        _name = name;
        var paths = new EchoPaths(name, _stopping.Token);
        _pipeline = new WebSocketMiddleware(paths.AnswerAsync, Options.Create(new WebSocketOptions()), logs).Invoke;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context)
    {
        context.Response.Headers["X-Echo-Server"] = _name;
        return _pipeline(context);
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // The context owns nothing but features, and those are Kestrel's.
    }

    /// <summary>Ends event streams, delays and WebSockets.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();
}
