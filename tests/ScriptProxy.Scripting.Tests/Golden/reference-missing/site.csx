#r "lib/gone.dll"
Map("/a").To("app");
