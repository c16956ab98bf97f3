namespace ScriptProxy.Acme.Problems;

/// <summary>
/// A problem document (RFC 7807, now RFC 9457) as a CA sends it (RFC 8555, section 6.7), or one of the subproblems within
/// (section 6.7.1).
/// </summary>
/// <param name="Type">The type without <c>urn:ietf:params:acme:error:</c> where it is one of ACME's; empty when not said.</param>
/// <param name="Detail">What the CA says of it, as one line.</param>
public sealed record Problem(string Type, string Detail)
{
    /// <summary>The HTTP status that it names; 0 when not said.</summary>
    public int Status { get; init; }

    /// <summary>The name that it is about; null when not said.</summary>
    public string? Identifier { get; init; }

    /// <summary>A page to be visited, for <c>userActionRequired</c>; null when not said.</summary>
    public string? Instance { get; init; }

    /// <summary>What it is made of, one for each name.</summary>
    public IReadOnlyList<Problem> Parts { get; init; } = [];
}
