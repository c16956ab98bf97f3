// nginx: location /api/ { proxy_pass http://localhost:4000/; }   the slash at the end takes /api off
Map("/api/{**rest}").StripPrefix("/api").To("api");

// nginx: location /app/ { proxy_pass http://localhost:3000; }    without it the path stays
Map("/app/{**rest}").To("app");

// nginx: location /v1/ { proxy_pass http://localhost:4000/api/v1/; }
Map("/v1/{**rest}").Rewrite("/api/v1/{rest}").To("api");

// nginx: location / { root /var/www/static; index index.html; }
Map("/{**path}").Files("../static");
