using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Server.Listeners;

/// <summary>What a listener's settings mean to Kestrel.</summary>
internal static class ListenerOptions
{
    public static KestrelServerOptions Of(ListenerSettings settings, ILoggerFactory logs)
    {
        var services = settings.Tls
            ? KestrelServices.Of(logs)
            : new ServiceCollection().AddSingleton(logs).AddLogging().BuildServiceProvider();
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = services };

        // Kestrel asks once for each server. RFC 9112 §2.2 lets a lone LF end a line, but not everybody reads it so.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        options.RequestHeaderEncodingSelector = RequestHeaderEncodings.For;
        options.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;

        var limits = settings.Limits;
        var headerSize = (int)Math.Min(limits.HeaderSize ?? int.MaxValue, int.MaxValue);
        options.Limits.MaxRequestBufferSize = Math.Max(options.Limits.MaxRequestBufferSize ?? 0, headerSize);
        options.Limits.MaxRequestHeadersTotalSize = headerSize;
        options.Limits.MaxRequestLineSize = headerSize;
        options.Limits.MaxRequestHeaderCount = 256;
        options.Limits.Http2.MaxRequestHeaderFieldSize = headerSize;
        options.Limits.MaxRequestBodySize = limits.BodySize;
        options.Limits.MaxConcurrentConnections = limits.Connections;
        options.Limits.RequestHeadersTimeout = limits.HeaderTimeout ?? Timeout.InfiniteTimeSpan;
        options.Limits.KeepAliveTimeout = limits.KeepAlive ?? Timeout.InfiniteTimeSpan;
        return options;
    }
}
