// Shared.
  RequestHeader("Content-Length", "1");
