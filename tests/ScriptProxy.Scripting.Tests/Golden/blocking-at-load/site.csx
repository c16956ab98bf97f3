using System.Security.Cryptography;

var names = new[] { "one", "two" }.Where(name => File.ReadAllBytes("/dev/null").Length == 0).ToArray();
var sizes = names.Select(SizeOf).Concat(names.Select(name => Size(name))).ToArray();
Thread.Sleep(1);
Task.Delay(1).Wait();
Dns.GetHostAddresses("127.0.0.1");

long SizeOf(string name) => name.Length;
long Size(string name) => Read("/dev/null").Length + Again(name, 1);
string Read(string file) { using var stream = File.OpenRead(file); return new StreamReader(stream).ReadToEnd(); }
int Again(string name, int times) => times > 0 ? Again(name, times - 1) : File.ReadAllText("/dev/null").Length;

Map("/sum").Handle(async http => Results.Text(await Task.Run(() => File.ReadAllText("page.html"))));
Map("/read").Handle(async http =>
{
    var gate = new SemaphoreSlim(1);
    await gate.WaitAsync();
    using var held = new MemoryStream();
    held.Write(await File.ReadAllBytesAsync("page.html"));
    held.CopyTo(new MemoryStream());
#pragma warning disable SP2011 // The socket is on this machine, and answers at once.
    Thread.Sleep(0);
#pragma warning restore SP2011
    return Results.Text(string.Join(',', sizes) + new Answer().Result + new StringReader("a").ReadToEnd());
});

class Answer { public string Result => "mine"; public void Wait() { } }

// Asked on a thread of the pool, for handshakes.
OnDemandCertificate(host => File.ReadAllText("hosts").Contains(host));
