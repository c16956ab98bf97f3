// Runs once, when it loads; only the lambdas run per request. Save it, and the running proxy reloads.
// Patterns are ASP.NET Core route templates; the most specific one wins, wherever it stands.

Map("/hello/{name}").Handle(http => Results.Text($"Hello {http.Route("name")}\n"));
Map("/api/{**rest}").StripPrefix("/api").To("api");
Map("/{**path}").To("app");

ResponseHeader("X-Served-By", http => http.Upstream?.Server);
