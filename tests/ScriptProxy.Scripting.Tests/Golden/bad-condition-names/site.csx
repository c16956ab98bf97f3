Map("/a").Header("X Beta").To("app");
Map("/b").Query("").To("app");
