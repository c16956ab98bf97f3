namespace ScriptProxy.Forwarding;

/// <summary>How the body of a request is framed.</summary>
public enum RequestBody
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is as long as Content-Length says.</summary>
    Length,

    /// <summary>It comes in chunks, and trailers may follow.</summary>
    Chunked,
}
