RequestHeader("X-Tenant", Vars["tenent"]);
RequestHeader("X-Region", Vars["region"]);
Map("/a").To("app");
