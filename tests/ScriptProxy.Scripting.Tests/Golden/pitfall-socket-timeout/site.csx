IdleTimeout("30s");
Map("/ws/{**rest}").To("app");
Map("/chat").Header("Upgrade", "websocket").IdleTimeout("59s").To("app");
Map("/hub/{**rest}").IdleTimeout("60s").To("app");
Map("/orders").To("app");
