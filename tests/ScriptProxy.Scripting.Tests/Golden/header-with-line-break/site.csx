RequestHeader("X-A", "1\r\nX-B: 2");
ResponseHeader("X-C", "1\0");
Map("/a").To("app");
