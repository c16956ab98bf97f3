Map("/{tenant}").To(http => $"tenant-{http.Route("tenant")}");
