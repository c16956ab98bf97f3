OnDemandCertificate(host => host.EndsWith(".example.com", StringComparison.Ordinal));
