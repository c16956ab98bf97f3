// nginx: proxy_http_version 1.1, Upgrade, Connection $connection_upgrade, proxy_read_timeout 86400s.
// All of it is the default here: an upgraded connection may be silent for 24 hours.
Map("/ws/{**rest}").To("chat");

// nginx: proxy_buffering off. Nothing is ever buffered, so server-sent events arrive as they are sent.
Map("/sse/{**rest}").To("chat");

Map("/{**path}").Files("../public");
