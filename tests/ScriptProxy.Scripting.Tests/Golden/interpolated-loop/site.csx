var text = $"{Enumerable.Range(0, 2).Select(n => { while (n < 3) n++; return n; }).Sum()}";
Map("/" + text);
