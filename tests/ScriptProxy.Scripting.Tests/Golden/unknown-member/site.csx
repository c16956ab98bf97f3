Map("/a").Handle(http => Results.Text(http.ClientIP.ToString()));
