dynamic anything = 1;
Map("/a").Handle(http => Results.Text(JsonSerializer.Deserialize<dynamic>("1")!.ToString()));
