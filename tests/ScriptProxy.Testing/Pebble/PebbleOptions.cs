namespace ScriptProxy.Testing.Pebble;

/// <summary>How a Pebble is to behave; strict it always is.</summary>
public sealed record PebbleOptions
{
    /// <summary>How many of a hundred good nonces it refuses.</summary>
    public int BadNonces { get; init; } = 30;

    /// <summary>How many further roots it has, each with a chain of its own that is offered as an alternate.</summary>
    public int AlternateRoots { get; init; }

    /// <summary>How many of a hundred valid authorizations are used again for new orders.</summary>
    public int AuthorizationReuse { get; init; }

    /// <summary>External accounts, <c>kid</c> to key in base64url; with any, new accounts need one.</summary>
    public IReadOnlyDictionary<string, string> ExternalAccounts { get; init; } = new Dictionary<string, string>();
}
