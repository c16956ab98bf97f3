Map("/{**path}").Order(-1).To("app");
Map("/a").To("api");
Map("/b/{id}").Methods("GET").Order(-1).To("api");
Map("/c/{id}").Methods("GET", "POST").Order(-2).To("api");
Map("/c/7").Methods("GET").Order(-1).To("app");
Map("/d/{id}").Methods("GET", "POST").Order(-2).To("api");
Map("/d/{name}").Methods("GET").Order(-2).To("app");
