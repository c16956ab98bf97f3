using System.Net.Security;
using System.Text;
using ScriptProxy.Acme.Tests.Fixtures;
using ScriptProxy.Testing;
using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.Acme.Tests.Wire;

public sealed class NonsenseTests : IDisposable
{
    private readonly TestCa _authority = TestCa.WithoutIntermediate();

    [Theory]
    [InlineData("", "cannot be reached")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "cannot be reached")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", "cannot be reached")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<html></x", "is no JSON")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", "is no JSON object")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "has no 'newNonce'")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"newNonce\":\"/\"}", "'newNonce' that is no https url")]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: https://other.test/\r\nContent-Length: 0\r\n\r\n", "answered 301")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone", "answered 404")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "answered 500")]
    public async Task Names_what_is_wrong_with_the_directory(string answer, string words)
    {
        await using var server = new SocketBackend(
            async (stream, stop) => await Converse(stream, tls => tls.WriteAsync(Encoding.ASCII.GetBytes(answer), stop).AsTask(), stop));

        var error = await FailsOn(server);

        Assert.Contains(words, error.Message);
    }

    [Fact]
    public async Task Gives_up_on_a_CA_that_says_nothing()
    {
        await using var server = new SocketBackend(async (_, stop) => await Task.Delay(Timeout.Infinite, stop));

        Assert.Equal(AcmeFault.TimedOut, (await FailsOn(server)).Fault);
    }

    [Fact]
    public async Task Gives_up_on_a_CA_that_drips()
    {
        await using var server = new SocketBackend(async (stream, stop) => await Converse(
            stream,
            async tls =>
            {
                await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), stop);
                while (!stop.IsCancellationRequested)
                {
                    await tls.WriteAsync(" "u8.ToArray(), stop);
                    await Task.Delay(100, stop);
                }
            },
            stop));

        Assert.Equal(AcmeFault.TimedOut, (await FailsOn(server)).Fault);
    }

    [Fact]
    public async Task Stops_reading_what_has_no_end()
    {
        await using var server = new SocketBackend(async (stream, stop) => await Converse(
            stream,
            async tls =>
            {
                await tls.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), stop);
                while (!stop.IsCancellationRequested)
                    await tls.WriteAsync(new byte[4096], stop);
            },
            stop));

        Assert.Contains("is longer than 65536 bytes", (await FailsOn(server, TimeSpan.FromSeconds(30))).Message);
    }

    [Fact]
    public async Task Says_that_nobody_listens()
    {
        using var client = new AcmeClient(SettingsFor(FreePort.Next()));

        var error = await Assert.ThrowsAsync<AcmeException>(() => client.Directory(default));

        Assert.Equal(AcmeFault.Unreachable, error.Fault);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task Refuses_a_directory_that_is_not_https()
    {
        using var client = new AcmeClient(new AcmeServerSettings { Directory = new Uri("http://127.0.0.1/dir") });

        Assert.Contains("https", (await Assert.ThrowsAsync<AcmeException>(() => client.Directory(default))).Message);
    }

    [Fact]
    public async Task Stops_when_it_is_told_to()
    {
        await using var ca = await FakeCa.Start();
        using var stop = new CancellationTokenSource();
        ca.Paths["/dir"] = async http =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };
        using var client = ca.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Directory(stop.Token));
    }

    public void Dispose() => _authority.Dispose();

    private async Task<AcmeException> FailsOn(SocketBackend server, TimeSpan? limit = null)
    {
        using var client = new AcmeClient(SettingsFor(server.Port) with
        {
            RequestTimeout = limit ?? TimeSpan.FromSeconds(1.5),
        });
        return await Assert.ThrowsAsync<AcmeException>(() => client.Directory(default).WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private AcmeServerSettings SettingsFor(int port) => new()
    {
        Directory = new Uri($"https://127.0.0.1:{port}/dir"),
        Roots = [_authority.Root],
        MaxAnswer = 65536,
    };

    private async Task Converse(Stream stream, Func<SslStream, Task> answer, CancellationToken stop)
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _authority.Issue("localhost", "127.0.0.1") }, stop);
        await tls.ReadAtLeastAsync(new byte[4096], 1, cancellationToken: stop);
        await answer(tls);
    }
}
