using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Proxy;
using ScriptProxy.Proxy.Explaining;
using ScriptProxy.Server.Listeners;

namespace ScriptProxy.Server.Explaining;

/// <summary>
/// A Kestrel with a listener's own limits that gets one request from memory: so a head is read, checked and decoded
/// here as it is when the proxy serves. Nothing is bound.
/// </summary>
internal static class RehearsalServer
{
    public static async Task<Explanation> Explain(
        ProxyRehearsal proxy, ListenerSettings listener, ExplainRequest request)
    {
        var refusals = new RefusalLog();
        var application = new RehearsalApplication(proxy, listener.Name);
        var endPoint = new IPEndPoint(IPAddress.Loopback, 0);
        var options = ListenerOptions.Of(listener, refusals);
        options.Listen(endPoint, listen => listen.Protocols = HttpProtocols.Http1);
        var queue = new ConnectionQueue(endPoint);
        using var kestrel = new KestrelServer(Options.Create(options), queue, refusals);
        await kestrel.StartAsync(application, CancellationToken.None);

        var connection = new RehearsalConnection(listener, request.From);
        queue.TryAdd(connection, connection.ConnectionClosed);
        var answering = FirstLine(connection.Reader);
        await connection.Writer.WriteAsync(Encoding.Latin1.GetBytes(request.Head));
        await Task.WhenAny(answering, application.Told);
        var told = application.Told.IsCompleted ? await application.Told : Refused(await answering, refusals.Reason);
        connection.Abort();
        await kestrel.StopAsync(new CancellationToken(canceled: true));
        return told;
    }

    private static Explanation Refused(string line, string? reason)
    {
        var status = int.Parse(line.AsSpan("HTTP/1.1 ".Length, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        return new Explanation
        {
            Decision = Decision.Malformed,
            Summary =
                $"{status} {ReasonPhrases.GetReasonPhrase(status)}: "
                + $"{(reason ?? "the request is malformed").TrimEnd('.')}",
            Answer = new ExplainedAnswer(status, new Dictionary<string, string>(), null),
        };
    }

    private static async Task<string> FirstLine(PipeReader reader)
    {
        using var text = new StreamReader(reader.AsStream(), Encoding.Latin1);
        return await text.ReadLineAsync()
            ?? throw new InvalidOperationException("Kestrel closed the connection without an answer.");
    }
}
