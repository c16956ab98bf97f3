Every("1 minute", stop => Task.CompletedTask);
Every("0s", stop => Task.CompletedTask);
Every(TimeSpan.FromSeconds(-1), stop => Task.CompletedTask);
Map("/a").To("app");
