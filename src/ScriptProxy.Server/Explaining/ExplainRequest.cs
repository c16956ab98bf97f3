using System.Net;

namespace ScriptProxy.Server.Explaining;

/// <summary>The request that is to be explained, as its client would send it.</summary>
public sealed record ExplainRequest
{
    public required ExplainUrl Url { get; init; }

    public string Method { get; init; } = "GET";

    /// <summary>Names and values, in the order of the command line; a Host replaces the url's.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The address that the connection comes from.</summary>
    public IPAddress From { get; init; } = IPAddress.Loopback;

    /// <summary>The head as it stands on the wire.</summary>
    internal string Head
    {
        get
        {
            var host = Headers.Any(header => header.Name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                ? ""
                : $"Host: {Url.Authority}\r\n";
            var others = string.Concat(Headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
            return $"{Method} {Url.Target} HTTP/1.1\r\n{host}{others}\r\n";
        }
    }
}
