namespace ScriptProxy.Tls.Selection;

/// <summary>The one certificate that the files hold, for every host of the site, whether it is made out for it or not.</summary>
internal sealed class FileCertificate(ServedCertificate served, string first) : ISiteCertificate
{
    public string Kind => "file";

    public IReadOnlyList<string> Names { get; } = [first];

    public ServedCertificate For(string? host) => served;
}
