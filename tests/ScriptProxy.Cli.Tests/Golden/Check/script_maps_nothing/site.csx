ResponseHeader("X-Frame-Options", "DENY");
