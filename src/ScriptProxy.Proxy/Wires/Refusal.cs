namespace ScriptProxy.Proxy.Wires;

/// <summary>
/// What becomes of an upload when the server answers it with an error before it has it: nothing more is sent, and nobody is
/// waited for (RFC 9112 §9.3).
/// </summary>
internal sealed class Refusal : IDisposable
{
    private readonly CancellationTokenSource _said = new();
    private Task _watch = Task.CompletedTask;
    private bool _isOver;

    public bool IsSaid => _said.IsCancellationRequested;

    /// <summary>Cancelled when the server refuses.</summary>
    public CancellationToken Said => _said.Token;

    /// <summary>Looks at the answer as soon as it begins.</summary>
    public void Watch(EarlyReading answer) => _watch = Listen(answer);

    /// <summary>Sends, unless the server does not want it any more. HttpClient stops it by closing the connection.</summary>
    public async ValueTask Write(Stream server, ReadOnlyMemory<byte> bytes)
    {
        if (IsSaid)
            return;
        try
        {
            await server.WriteAsync(bytes, _said.Token);
        }
        catch (OperationCanceledException) when (IsSaid)
        {
            // What is left of the buffer is wanted by nobody.
        }
        catch (IOException)
        {
            // A server that refuses and closes breaks what is being written; its answer came before.
            await _watch;
            if (!IsSaid)
                throw;
        }
    }

    public void Dispose()
    {
        _isOver = true;
        _said.Dispose();
    }

    private async Task Listen(EarlyReading answer)
    {
        if (await answer.IsRefusal() && !_isOver)
            await _said.CancelAsync();
    }
}
