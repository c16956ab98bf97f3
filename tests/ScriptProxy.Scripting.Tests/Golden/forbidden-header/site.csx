RequestHeader("connection", "close");
ResponseHeader("Content-Length", http => "1");
Map("/a").RemoveRequestHeader("Transfer-Encoding").To("app");
