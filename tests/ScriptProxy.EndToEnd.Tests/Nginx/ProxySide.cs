using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>
/// One proxy with the backends behind it. Its files name them <c>&lt;A&gt;</c>, <c>&lt;B&gt;</c>, <c>&lt;C&gt;</c>.
/// </summary>
internal sealed class ProxySide : IAsyncDisposable
{
    private readonly Recording _recording = new();
    private readonly RecordingBackend[] _backends;
    private readonly (string Placeholder, string Address)[] _places;
    private IAsyncDisposable? _proxy;

    public ProxySide()
    {
        _backends = [new("A", _recording), new("B", _recording), new("C", _recording)];
        _places =
        [
            ("<A>", _backends[0].Address),
            ("<B>", _backends[1].Address),
            ("<C>", _backends[2].Address),
            ("<down>", $"127.0.0.1:{FreePort.Next()}"),
            ("<listen>", $"127.0.0.1:{Port}"),
            ("<port>", $"{Port}"),
        ];
    }

    public int Port { get; } = FreePort.Next();

    /// <summary>Puts this side's addresses where a text names them.</summary>
    public string Fill(string text) =>
        _places.Aggregate(
            text, (filled, place) => filled.Replace(place.Placeholder, place.Address, StringComparison.Ordinal));

    public async Task Serve(Func<Task<IAsyncDisposable>> start) => _proxy = await start();

    /// <summary>
    /// Holds a conversation and tells what the backends and the client saw, in words that do not depend on ports.
    /// </summary>
    public async Task<IReadOnlyList<string>> Observe(NginxCase what)
    {
        _recording.Begin(what.Answer with { Bytes = Fill(what.Answer.Bytes) });
        var answers = await Conversation.Hold(Port, [.. what.Requests.Select(Fill)]);
        var requests = _recording.Requests;
        return
        [
            .. requests.SelectMany(
                (request, i) => ObservedText.OfRequest(i + 1, request.Backend, Unfill(request.Request))),
            .. answers.SelectMany((answer, i) => ObservedText.OfAnswer(i + 1, answer is null ? null : Unfill(answer))),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        foreach (var backend in _backends)
            await backend.DisposeAsync();
    }

    private HttpMessage Unfill(HttpMessage message) =>
        message with { Headers = [.. message.Headers.Select(header => (header.Name, Unfill(header.Value)))] };

    private string Unfill(string text) =>
        _places.Aggregate(
            text, (bare, place) => bare.Replace(place.Address, place.Placeholder, StringComparison.Ordinal));
}
