Map("/a").To("app").Respond("hello");
var b = Map("/b").Respond("hello");
b.To("api");
