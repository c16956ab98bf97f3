Map("/a/{**rest}").StripPrefix("/a").Rewrite("/b/{rest}").To("app");
