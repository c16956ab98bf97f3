RequestHeader("X-Forwarded-Proto", "https");
Map("/{**path}").To("silent");
