SecurityHeaders();                       // on every answer, our own errors included
RemoveResponseHeader("X-Powered-By");    // what the app says about itself
RemoveResponseHeader("Server");

ErrorPage(403, "pages/403.html");
ErrorPage(502, "pages/502.html");

// For those inside only. //admin, /ADMIN, /x/../admin and /admin%2fusers do not get around it.
Map("/admin/{**rest}").Allow("127.0.0.1", "::1", "10.0.0.0/8").Deny("10.6.6.6").To("app");
Map("/internal/{**rest}").Allow("10.0.0.0/8").To("app");

Map("/upload").Methods("POST").MaxBody("20MB").TotalTimeout("5m").To("app");
Map("/{**path}").To("app");
