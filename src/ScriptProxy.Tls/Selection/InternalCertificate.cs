namespace ScriptProxy.Tls.Selection;

/// <summary>The certificate that the local CA makes for a site.</summary>
internal sealed class InternalCertificate(IssuedCertificate issued, string first) : ISiteCertificate
{
    public string Kind => "internal";

    public IReadOnlyList<string> Names { get; } = [first];

    public ServedCertificate For(string? host) => issued.Current;
}
