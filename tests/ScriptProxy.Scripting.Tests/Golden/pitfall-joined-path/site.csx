Map("/app/{**rest}").Rewrite("/api{rest}").To("app");
Map("/b/{**rest}").Redirect("https://new.example.com{rest}");
Map("/c/{**rest}").Redirect("/new{rest}");
Map("/d/{name}").Redirect("https://new.example.com{name}");
