namespace ScriptProxy.Forwarding.Bodies;

/// <summary>What has been found in a chunked body.</summary>
internal enum ChunkStep
{
    /// <summary>The rest has to arrive first.</summary>
    NeedsMore,

    /// <summary>A piece of the content.</summary>
    Data,

    /// <summary>The last chunk; the trailers follow.</summary>
    Last,

    /// <summary>It is not what it should be.</summary>
    Bad,
}
