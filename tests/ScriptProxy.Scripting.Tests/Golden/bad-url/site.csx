Map("/a").To("ftp://127.0.0.1");
Map("/b").To("http://");
Map("/c").To("http://127.0.0.1:99999");
