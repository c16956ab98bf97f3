namespace ScriptProxy.Tls.Selection;

/// <summary>What a site shows now to a client that asks for a name.</summary>
/// <param name="Site">The site.</param>
/// <param name="Name">The name; <c>*</c> for a site that takes all.</param>
/// <param name="Kind">Where its certificate is to come from: <c>acme</c>, <c>file</c> or <c>internal</c>.</param>
/// <param name="Served">What is shown.</param>
public sealed record CurrentCertificate(string Site, string Name, string Kind, ServedCertificate Served);
