int Port(string text) => int.Parse(text);

Map("/a").To($"http://127.0.0.1:{Port("many")}");
