namespace ScriptProxy.Tls.Storage;

/// <summary>The store's folder cannot be read or written; the message says why and what to do. What was stored is unharmed.</summary>
public sealed class StoreException : IOException
{
    // errno of Linux, which .NET keeps in HResult.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int ReadOnlyFileSystem = 30;

    private StoreException(string message, Exception cause)
        : base(message, cause)
    {
    }

    internal static StoreException Reading(string path, Exception cause) =>
        new($"'{path}' cannot be read: {ReasonOf(cause)}", cause);

    internal static StoreException Writing(string path, Exception cause) =>
        new($"'{path}' cannot be written: {ReasonOf(cause)}; what was stored before is unharmed", cause);

    private static string ReasonOf(Exception cause) => cause switch
    {
        UnauthorizedAccessException => "it belongs to another user; give the state folder to the user that the proxy runs as",
        IOException { HResult: NoSpace } => "the disk is full; make room on it",
        IOException { HResult: QuotaExceeded } => "the disk quota is used up; make room",
        IOException { HResult: ReadOnlyFileSystem } => "the disk is read-only; let `state` name a folder that can be written",
        _ => cause.Message.TrimEnd('.'),
    };
}
