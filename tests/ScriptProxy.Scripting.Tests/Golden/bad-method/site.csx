Map("/a").Methods("GET, POST").To("app");
Map("/b").Methods().To("app");
