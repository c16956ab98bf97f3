Compress();                              // nginx: gzip on; .br and .gz files beside the originals are sent as they are
ErrorPage(404, "../public/404.html");

// nginx: location /assets/ { expires 1y; add_header Cache-Control immutable; }
Map("/assets/{**path}")
    .ResponseHeader("Cache-Control", "public, max-age=31536000, immutable")
    .Files("../public/assets");

// A single-page app: what no file has is the app's own page. nginx: try_files $uri /index.html
Map("/app/{**path}").Files("../public/app", fallback: "index.html");

// nginx: root /var/www/static; index index.html;
Map("/{**path}").Files("../public");
