// nginx: limit_req_zone $binary_remote_addr zone=api_limit:10m rate=10r/s;  limit_req zone=api_limit burst=20 nodelay;
Map("/api/{**rest}").RateLimit(perSecond: 10, burst: 20).To("backend");

// By something else than the address: a key of the API's own. Those without one share the anonymous allowance.
Map("/v2/{**rest}")
    .RateLimit(perSecond: 50, burst: 100, by: http => http.Request.Headers["X-Api-Key"] is [{ } key, ..] ? key : "anonymous")
    .To("backend");

// nginx without nodelay: what is over the rate waits for its turn instead of being let through at once.
Map("/slow/{**rest}").RateLimit(perSecond: 5, burst: 10, delay: true).To("backend");

// nginx: limit_conn. Not how often, but how many at the same time.
Map("/reports/{**rest}").ConcurrencyLimit(2).To("backend");
