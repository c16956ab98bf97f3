namespace ScriptProxy;

/// <summary>Choices that balancing code makes again and again.</summary>
public static class UpstreamServers
{
    /// <summary>
    /// The server that owns a key by weighted rendezvous hashing: the same key goes to the same server on every
    /// machine, and taking a server away moves only the keys it owned (nginx: <c>hash … consistent</c>).
    /// </summary>
    /// <param name="servers">The servers to choose from.</param>
    /// <param name="key">Any text; null counts as empty.</param>
    /// <exception cref="ArgumentException"><paramref name="servers"/> is empty.</exception>
    /// <example>
    /// <c>Map("/cart/{**rest}").Balance((http, servers) => servers.ByHash(http.Request.Cookies["cart"])).To("app");</c>
    /// </example>
    public static IUpstreamServer ByHash(this IReadOnlyList<IUpstreamServer> servers, string? key)
    {
        ArgumentNullException.ThrowIfNull(servers);
        if (servers.Count == 0)
            throw new ArgumentException("There is no server to choose from.", nameof(servers));

        var keyHash = StableHash.Of(key);
        var best = servers[0];
        var bestScore = double.NegativeInfinity;
        for (var i = 0; i < servers.Count; i++)
        {
            var score = Score(servers[i], keyHash);
            if (score <= bestScore)
                continue;
            best = servers[i];
            bestScore = score;
        }

        return best;
    }

    // Schindelhauer and Schomaker's logarithmic method: -weight / ln(u) keeps each server's share equal to its weight.
    private static double Score(IUpstreamServer server, ulong keyHash)
    {
        var mixed = StableHash.Mix(StableHash.Of(server.Name) ^ keyHash);
        var unit = ((mixed >> 11) + 0.5) * (1.0 / (1UL << 53));
        return -Math.Max(server.Weight, 1) / Math.Log(unit);
    }
}
