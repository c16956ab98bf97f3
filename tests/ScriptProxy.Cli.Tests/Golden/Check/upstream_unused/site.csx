Map("/a").To("of-a-route");
