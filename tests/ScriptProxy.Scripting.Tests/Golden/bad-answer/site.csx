Map("/a").Respond("wait", 199);
Map("/b").Respond("gone", status: 600);
Map("/c").Respond("nothing", 204);
Map("/d").Respond("x", contentType: "html");
