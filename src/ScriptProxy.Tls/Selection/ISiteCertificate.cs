namespace ScriptProxy.Tls.Selection;

/// <summary>Where a site's certificate comes from: files, the local CA, or the store.</summary>
internal interface ISiteCertificate
{
    /// <summary>The word for where it comes from.</summary>
    string Kind { get; }

    /// <summary>The hosts that have one each, or the first of those that share it; never none.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The certificate to show for a host of the site; null for a client that names none.</summary>
    ServedCertificate For(string? host);
}
