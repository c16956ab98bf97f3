#load "common/gone.csx"
Map("/a").To("app");
