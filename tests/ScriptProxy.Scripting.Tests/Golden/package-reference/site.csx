#r "nuget: Humanizer, 2.14.1"
Map("/a").To("app");
