// nginx: auth_basic "Members"; auth_basic_user_file users.htpasswd;
BasicAuth("users.htpasswd", "Members");

// nginx: auth_basic off;
Map("/healthz").Open().Respond("ok");

// A key for programs, instead of a password.
var key = Vars["api_key"];
Map("/api/{**rest}")
    .Open()
    .Use(async (http, next) =>
    {
        if (http.Request.Headers["X-Api-Key"] == key)
            await next(http);
        else
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
    })
    .To("app");

Map("/{**path}").RemoveRequestHeader("Authorization").To("app");
