var settings = new Dictionary<string, string>();
Map("/a").To(settings["upstream"]);
