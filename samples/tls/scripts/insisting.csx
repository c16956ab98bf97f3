// Django: SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https') with SECURE_SSL_REDIRECT. It sees plain http from the proxy,
// and only this header keeps it from redirecting for ever.
Map("/{**path}").Handle(http => http.Request.Headers["X-Forwarded-Proto"] == "https"
    ? Results.Text($"Welcome to {http.Request.Headers["X-Forwarded-Host"]} by https\n")
    : Results.Redirect($"https://{http.Request.Host}{http.Request.Path}"));
