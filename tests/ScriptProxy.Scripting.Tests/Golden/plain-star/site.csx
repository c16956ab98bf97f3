Map("/api/*").Respond("as nginx users write it");
Map("/api/{**rest}").Respond("as it is meant");
