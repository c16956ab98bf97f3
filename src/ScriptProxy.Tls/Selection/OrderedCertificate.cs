namespace ScriptProxy.Tls.Selection;

/// <summary>A certificate that was ordered for a site's host, or, until it arrives, a self-signed one.</summary>
/// <param name="ordered">Those that have arrived.</param>
/// <param name="standIn">What stands in.</param>
/// <param name="hosts">The site's hosts; a client that names none gets the first that is no wildcard.</param>
internal sealed class OrderedCertificate(
    OrderedCertificates ordered, IssuedCertificate standIn, IReadOnlyList<string> hosts) : ISiteCertificate
{
    private readonly string? _first =
        hosts.FirstOrDefault(host => !host.StartsWith('*')) ?? hosts.FirstOrDefault(host => host != CertificateTable.AllHosts);

    public string Kind => "acme";

    public IReadOnlyList<string> Names { get; } = hosts.Count == 0 ? [CertificateTable.AllHosts] : hosts;

    public ServedCertificate For(string? host) => (host ?? _first) is { } name && ordered.Find(name) is { } found ? found : standIn.Current;
}
