Map("/a").Tu("app");
int x = "one";

Map("/b").To(nowhere);
