Allow("10.0.0.0/8", "127.0.0.1");
Deny("10.6.6.6");
ErrorPage(404, http => Results.Text("not here"));

Map("/desk").BasicAuth("users").Respond("desk");
Map("/small").MaxBody("1k").Respond("small");
Map("/status").Open().Respond("fine");
Map("/{**path}").Allow("10.1.0.0/16", "127.0.0.1").Respond("inside");
