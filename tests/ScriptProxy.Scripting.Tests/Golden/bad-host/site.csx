Map("/a").Host("http://app.example.com").To("app");
Map("/b").Host("app.example.com:80", "*.example.com").To("app");
Map("/c").Host().To("app");
