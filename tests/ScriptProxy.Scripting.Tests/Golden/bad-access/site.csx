Allow("10.0.0.0/33");
Deny("evil.example.com");
Map("/a").Allow().Open().To("app");
BasicAuth("users.htpasswd", "the \"realm\"");
BasicAuth("missing.htpasswd");
