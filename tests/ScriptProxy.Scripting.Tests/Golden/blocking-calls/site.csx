Map("/file").Handle(http => Results.Text(File.ReadAllText("page.html")));
Map("/result").Handle(http => Results.Text(Client.GetStringAsync("http://127.0.0.1:5000/").Result));
Map("/awaiter").Handle(async http =>
{
    await Task.Yield();
    Client.GetStringAsync("http://127.0.0.1:5000/").ConfigureAwait(false).GetAwaiter().GetResult();
    Thread.Sleep(100);
    Task.Delay(1).Wait();
    return Results.Text("late");
});
Map("/upload").Handle(http =>
{
    using var copy = new MemoryStream();
    http.Request.Body.CopyTo(copy);
    copy.CopyTo(Stream.Null);
    var text = new StreamReader(http.Request.Body)?.ReadToEnd();
    return Results.Text($"{text} {Dns.GetHostName()} {http.Request.Form["name"]}");
});
Map("/{name}").When(IsKnown).To("app");

bool IsKnown(HttpContext http) => Known().Contains(http.Route("name"));
string[] Known() => File.ReadAllLines("names");
string Title { get { return File.ReadAllText("title"); } }

ResponseHeader("X-Host", http => Dns.GetHostEntry("localhost").HostName);
Every("1m", async stop => { await Task.Yield(); Process.Start("true")!.WaitForExit(); });
