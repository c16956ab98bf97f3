// Answered by the proxy itself.
Map("/hello/{name}").Handle(http => Results.Text($"Hello {http.Route("name")}!\n"));

// Answered by the upstream, which sees /users for /api/users.
Map("/api/{**rest}").StripPrefix("/api").To("app");

// Everything else goes to the site's upstream in proxy.toml.
ResponseHeader("X-Proxy", "ScriptProxy");
