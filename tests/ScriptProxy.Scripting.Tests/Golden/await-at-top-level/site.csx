await Task.Yield();
Map("/a").To("ap");
  await Task.Delay(1); Map("/b");
