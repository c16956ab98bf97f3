namespace ScriptProxy.Observability.AccessLogs;

/// <summary>Takes batches of whole lines.</summary>
internal interface IAccessTarget : IDisposable
{
    /// <summary>The target as proxy.toml names it.</summary>
    string Name { get; }

    /// <exception cref="IOException">The batch, or a part of it, was not written.</exception>
    void Write(ReadOnlySpan<byte> lines);

    /// <summary>The next batch goes to a file opened anew.</summary>
    void Reopen();
}
