OnDemandCertificate(host => host.EndsWith(".example.com"));
OnDemandCertificate(async host => (await Client.GetAsync($"http://127.0.0.1/{host}")).IsSuccessStatusCode);
