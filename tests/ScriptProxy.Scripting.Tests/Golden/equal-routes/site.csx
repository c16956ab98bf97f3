Map("/users/{id}").To("app");
Map("/Users/{name}").To("api");
Map("/users/{id:int}").To("api");
Map("/users/{id}").Methods("POST").To("api");
Map("/users/{id}").When(http => true).To("api");
Map("/users/{id}").Order(1).To("api");
