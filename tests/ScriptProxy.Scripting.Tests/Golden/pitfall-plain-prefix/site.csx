Map("/api").StripPrefix("/api").To("api");
Map("/app/").To("app");
