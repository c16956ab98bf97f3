Map("/a/{**rest}").Rewrite("/b/{rets}").To("app");
Map("/b/{**rest}").Redirect("/c/{**rest}");
Map("/c").Redirect("/d/{x}/{y}");
