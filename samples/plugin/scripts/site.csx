// Everybody may see the front page; the rest needs a key that the plugin knows.
Map("/").Respond("Hello. Ask /api/ with a key.");
Map("/api/{**rest}").Use("api-key").To("app");
