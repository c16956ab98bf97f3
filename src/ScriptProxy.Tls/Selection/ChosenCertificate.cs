namespace ScriptProxy.Tls.Selection;

/// <summary>What a client was shown.</summary>
/// <param name="Served">The certificate.</param>
/// <param name="Site">The site that it is of.</param>
/// <param name="ServerName">The name that the client asked for; empty when it asked for none.</param>
public sealed record ChosenCertificate(ServedCertificate Served, string Site, string ServerName);
