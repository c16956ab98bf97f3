Map("/a/{**rest}").StripPrefix("/a").AddPrefix("/b").Respond("hello");
Map("/b").Balance((http, servers) => servers[0]).Redirect("/a");
Map("/c/{x}").Rewrite("/{x}").Handle(http => Results.Ok());
