Use("geo-blok");
Map("/a").Use("compress").To("app");
