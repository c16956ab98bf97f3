Map("/a/{id").To("app");
Map("/b/{**rest}/c").To("app");
Map("/c?x=1").To("app");
Map("/d/{id}/{id}").To("app");
