Map("/api/{**rest}").StripPrefix("/api").RemoveRequestHeader("Cookie").To("shop");
Map("/api/users/{id:int}").Methods("GET").To("shop");
Map("/items").Header("X-Beta", "1", "yes").Respond("beta");
Map("/items").Query("debug").Respond("debug");
Map("/items").Host("beta.shop.example.com").Respond("beta host");
Map("/items").When(http => http.Request.Cookies.ContainsKey("canary")).Respond("canary");
Map("/items").Methods("GET", "POST").To("shop");
Map("/items").To("shop");
Map("/first/{**rest}").Order(-1).Respond("first");
Map("/first/exact").Respond("exact");
Map("/old/{**rest}").Redirect("https://archive.example.com/{rest}", permanent: true);
Map("/hello/{name}").Handle(http => Results.Text($"Hello {http.Route("name")}"));
Map("/t/{tenant}/{**rest}").To(http => $"tenant-{http.Route("tenant")}");
Map("/cart/{**rest}").Balance((http, servers) => null).To("shop");
Map("/boom/when").When(http => throw new InvalidOperationException("the lambda's own words")).To("shop");
Map("/boom/header").RequestHeader("X-Boom", http => throw new FormatException("no number")).To("shop");
Map("/admin/{**rest}")
    .Methods("GET")
    .RateLimit(perSecond: 10, burst: 20)
    .MaxBody("1MB")
    .Use(async (http, next) => await next(http))
    .To("shop");
Map("/ws/{**rest}").IdleTimeout("24h").To("shop");

RequestHeader("X-Client", http => http.ClientIp.ToString());
RequestHeader("X-Tenant", "north");
ResponseHeader("X-Frame-Options", "DENY");
Use(async (http, next) => await next(http));
