RequestHeader("X-Tenant:", "north");
Map("/a").RemoveResponseHeader("Server Name").To("app");
