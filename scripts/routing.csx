// curl http://127.0.0.1:8080/api/users?page=2      the api gets /users?page=2
Map("/api/{**rest}").StripPrefix("/api").To("api");

// curl http://127.0.0.1:8080/app/                  app-big answers three requests of four
Map("/app/{**rest}").To("app");

// curl -H 'X-Canary: 1' http://127.0.0.1:8080/app/ a route with a condition wins over one without
Map("/app/{**rest}").Header("X-Canary", "1").To("canary");

// curl -b cart=42 http://127.0.0.1:8080/cart/      a cart stays with its server; those without one, by address
Map("/cart/{**rest}")
    .Balance((http, servers) => servers.ByHash(http.Request.Cookies["cart"] ?? http.ClientIp.ToString()))
    .To("app");

Map("/").Respond("ScriptProxy is running. Try /api/users, /app/ and /cart/.\n");

RequestHeader("X-Request-Id", http => http.TraceIdentifier);
RemoveRequestHeader("X-Internal");
ResponseHeader("X-Content-Type-Options", "nosniff");
ResponseHeader("X-Served-By", http => http.Upstream?.Server);
