Map("/a".To("app");
