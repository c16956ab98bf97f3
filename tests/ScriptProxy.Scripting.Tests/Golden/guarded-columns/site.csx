foreach (var name in new[] { "app", "ap" }) Map("/" + name).To(name);
void Both(string path) { Map(path).To("app"); Map(path); }
while (true) { Both("/x"); break; }   Map("/y");
