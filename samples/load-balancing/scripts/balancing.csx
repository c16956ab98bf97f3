Map("/turns/{**rest}").To("turns");
Map("/by-client/{**rest}").To("by-client");
Map("/by-uri/{**rest}").To("by-uri");
Map("/sessions/{**rest}").To("sessions");

// A policy of your own: a cart stays with its server, and a new one goes where there is most room.
Map("/cart/{**rest}")
    .Balance((http, servers) => http.Request.Cookies["cart"] is { } cart
        ? servers.ByHash(cart)
        : servers.MinBy(server => server.ActiveRequests))
    .To("backend");

ResponseHeader("X-Served-By", http => http.Upstream?.Server);
