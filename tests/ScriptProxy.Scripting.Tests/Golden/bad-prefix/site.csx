Map("/a/{**rest}").StripPrefix("a").To("app");
Map("/b").AddPrefix("v2").To("app");
Map("/c").StripPrefix("/").To("app");
Map("/d").AddPrefix("/x?y").To("app");
