Map("/a").Redirect("/b\r\nSet-Cookie: x");
Map("/c").Redirect("//evil.example.com");
Map("/d").Redirect("/\\evil.example.com");
Map("/e").Redirect("javascript:alert(1)");
Map("/f/{**rest}").Redirect("https://new.example.com/{rest}");
