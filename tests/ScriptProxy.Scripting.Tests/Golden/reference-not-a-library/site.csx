#r "notes.dll"
Map("/a").To("app");
