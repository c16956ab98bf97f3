Map("/a").To("ap");
Map("/b").To("checkout");
