Map("/a/{**rest}").Rewrite("b/{rest}").To("app");
Map("/b").Rewrite("/b c").To("app");
