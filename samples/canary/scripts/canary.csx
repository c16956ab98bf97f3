// nginx: map $http_x_canary $pool { … }; here a route with a condition wins over one without.
Map("/{**path}").Header("X-Canary", "1").To("canary");

// Who chose it keeps it.
Map("/{**path}").When(http => http.Request.Cookies["version"] == "canary").To("canary");

// nginx: split_clients. A share of the clients, always the same ones: change vars.percent and save.
var percent = int.Parse(Vars["percent"]);
Map("/{**path}").When(http => Hash(http.ClientIp.ToString()) % 100 < percent).To("canary");

ResponseHeader("X-Version", http => http.Upstream?.Name);
