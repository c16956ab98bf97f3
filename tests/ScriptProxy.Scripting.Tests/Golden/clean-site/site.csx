Map("/api/{**rest}").StripPrefix("/api").To("api");
Map("/{**path}").To("app");
