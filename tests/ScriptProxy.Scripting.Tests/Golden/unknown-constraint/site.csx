Map("/a/{id:itn}").To("app");
Map("/b/{id:range(x)}").To("app");
Map("/c/{id:int:min(1)}").To("app");
