#load "common/bad.csx"
Map("/a").To("app");
