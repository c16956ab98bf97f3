namespace ScriptProxy;

/// <summary>A TXT record that proves a name to a CA. A time to live of a minute or less is best.</summary>
/// <param name="Name">
/// Its full name without a dot at the end: <c>_acme-challenge.app.example.com</c>. It may be a CNAME into another zone.
/// </param>
/// <param name="Text">Its text: 43 characters, letters, digits, <c>-</c> and <c>_</c>.</param>
/// <example>
/// <code>
/// await zone.Add(record.Name, "TXT", record.Text, ttl: 60, stop);
/// </code>
/// </example>
public sealed record DnsTextRecord(string Name, string Text);
