Map("/a/{**rest}").Rewrite("/b/{rest").To("app");
Map("/b/{**rest}").Redirect("/c/rest}");
Map("/c/{**rest}").Rewrite("/d/{re{st}}").To("app");
