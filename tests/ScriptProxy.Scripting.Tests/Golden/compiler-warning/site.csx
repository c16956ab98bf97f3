string? name = null;
Map("/a").Respond(name);
