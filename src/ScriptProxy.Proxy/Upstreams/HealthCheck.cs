using System.Globalization;
using ScriptProxy.Configuration.Settings;

namespace ScriptProxy.Proxy.Upstreams;

/// <summary>Asks one server again and again whether it is well, as an upstream's <c>health</c> says.</summary>
internal sealed class HealthCheck : IDisposable
{
    private readonly UpstreamServer _server;
    private readonly Upstream _upstream;
    private readonly HealthSettings _settings;
    private readonly ServerLog _log;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();

    public HealthCheck(UpstreamServer server, Upstream upstream, HealthSettings settings, ServerLog log, TimeProvider time)
    {
        _server = server;
        _upstream = upstream;
        _settings = settings;
        _log = log;
        _time = time;
        _ = Run(_stop.Token);
    }

    /// <summary>Whether another with these would do the same.</summary>
    public bool Is(Upstream upstream, HealthSettings settings) => ReferenceEquals(upstream, _upstream) && settings == _settings;

    public void Dispose() => _stop.Cancel();

    private async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var reason = await Ask(stop);
            if (stop.IsCancellationRequested)
                break;
            Note(reason);
            await Task.Delay(_settings.Every, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stop.Dispose();
    }

    private void Note(string? reason)
    {
        if (!_server.Health.Checked(reason is null, reason is null ? _settings.Passes : _settings.Fails))
            return;
        if (reason is null)
            _log.PassesChecks(_server, _settings.Path);
        else
            _log.FailsChecks(_server, _settings.Path, reason);
    }

    // Null when it is well.
    private async Task<string?> Ask(CancellationToken stop)
    {
        using var timer = new CancellationTokenSource(_settings.Timeout, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop, timer.Token);
        try
        {
            using var question = Question();
            using var answer = await _upstream.Client.SendAsync(question, limit.Token);
            var status = (int)answer.StatusCode;
            return status >= _settings.Status.Low && status <= _settings.Status.High
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"it answered {status}");
        }
        catch (OperationCanceledException)
        {
            return $"no answer within its timeout of {_settings.Timeout.TotalSeconds:0.###} s";
        }
        catch (Exception exception)
        {
            // Whatever it is, the server is not well.
            return exception.GetBaseException().Message;
        }
    }

    private HttpRequestMessage Question()
    {
        var message = new HttpRequestMessage(HttpMethod.Get, _server.Address + _settings.Path)
        {
            Version = _upstream.Exchange.Version!,
            VersionPolicy = _upstream.Exchange.VersionPolicy!.Value,
        };
        message.Headers.Host = _upstream.Settings.Host is { Kind: HostKind.Name, Name: { } name } ? name : _server.Authority;
        message.Headers.TryAddWithoutValidation("User-Agent", "ScriptProxy");
        return message;
    }
}
