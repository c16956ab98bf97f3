ErrorPage(200, http => Results.Text("fine"));
ErrorPage(502, "missing.html");
Map("/a").Files(".");
Map("/b/{**path}").Files("missing");
Map("/c/{**path}").Files(".", index: "pages/index.html");
Map("/d/{**path}").Files(".", fallback: "../site.csx");
