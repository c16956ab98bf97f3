using System.Net;

namespace ScriptProxy.Observability;

/// <summary>What the access log says of one exchange; captured when it ends, formatted later and elsewhere.</summary>
public readonly record struct AccessRecord
{
    /// <summary>When the exchange ended (nginx: <c>$time_local</c>).</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The client's address; null or <see cref="IPAddress.None"/> for a client of a unix socket.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>The user that authenticated; null for nobody.</summary>
    public string? User { get; init; }

    public required string Method { get; init; }

    /// <summary>The host that the client asked for, with the port if it gave one.</summary>
    public string? Host { get; init; }

    /// <summary>The request target as the client sent it, query included.</summary>
    public required string Target { get; init; }

    /// <summary>The protocol of the request line, <c>HTTP/1.1</c>.</summary>
    public required string Protocol { get; init; }

    public int Status { get; init; }

    /// <summary>Bytes of the response body that were sent.</summary>
    public long Bytes { get; init; }

    /// <summary>From the first byte of the request to the last of the response.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The site's name; null when no site has the host.</summary>
    public string? Site { get; init; }

    /// <summary>The pattern of the route; null for none.</summary>
    public string? Route { get; init; }

    /// <summary>The upstream's name; null when none was involved.</summary>
    public string? Upstream { get; init; }

    /// <summary>The url of the server that answered; null when none was involved.</summary>
    public string? Server { get; init; }

    public string? Referer { get; init; }

    public string? UserAgent { get; init; }
}
