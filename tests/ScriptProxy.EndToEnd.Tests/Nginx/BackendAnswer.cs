namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>What a recording backend answers.</summary>
/// <param name="Bytes">Latin-1.</param>
/// <param name="ThenCloses">Whether it closes the connection afterwards.</param>
internal sealed record BackendAnswer(string Bytes, bool ThenCloses)
{
    public static BackendAnswer Default { get; } =
        new("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok", false);
}
