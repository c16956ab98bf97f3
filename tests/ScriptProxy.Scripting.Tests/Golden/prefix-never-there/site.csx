Map("/api/{**rest}").StripPrefix("/app").To("api");
Map("/v1/{id}").StripPrefix("/v1/x/y").To("api");
Map("/API/{**rest}").StripPrefix("/api/").To("api");
Map("/{**rest}").StripPrefix("/any").To("api");
