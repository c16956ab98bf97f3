using Microsoft.AspNetCore.Http;
using ScriptProxy.PluginHosting.Tests.Fixtures;
using ScriptProxy.Testing;

namespace ScriptProxy.PluginHosting.Tests.Samples;

public sealed class HelloPluginTests : IAsyncLifetime, IDisposable
{
    private readonly PluginWorkshop _workshop = new();
    private PluginSet _set = null!;

    public Task InitializeAsync()
    {
        _set = _workshop.Load(_workshop.Request() with
        {
            Folder = Checkout.At("samples/plugin/plugins"),
            BindOptions = (_, type) =>
            {
                var options = Activator.CreateInstance(type)!;
                type.GetProperty("Keys")!.SetValue(options, new[] { "first", "second" });
                return (options, []);
            },
        });
        return Task.CompletedTask;
    }

    [Fact]
    public void Loads_without_a_complaint()
    {
        Assert.Empty(_set.Diagnostics);
        Assert.Equal(["plugin.HelloPlugin: 2 API keys are known"], _workshop.Logs.Lines);
    }

    [Theory]
    [InlineData("first", 200)]
    [InlineData("second", 200)]
    [InlineData("third", 401)]
    [InlineData("", 401)]
    [InlineData(null, 401)]
    public async Task Lets_known_keys_in(string? key, int status)
    {
        Assert.Equal(status, await StatusFor(With(key)));
    }

    [Fact]
    public async Task Keeps_the_key_from_the_upstream()
    {
        var http = With("first");

        await StatusFor(http);

        Assert.False(http.Request.Headers.ContainsKey("X-Api-Key"));
    }

    [Fact]
    public void Chooses_the_server_with_the_fewest_requests_for_its_weight()
    {
        Assert.Equal("idle", Choose(new("busy", 1, 5), new("idle", 1, 2)));
        Assert.Equal("big", Choose(new("small", 1, 2), new("big", 4, 5)));
        Assert.Equal("first", Choose(new("first", 1, 1), new("second", 1, 1)));
    }

    public async Task DisposeAsync() => await _set.DisposeAsync();

    public void Dispose() => _workshop.Dispose();

    private string? Choose(params FakeServer[] servers) =>
        _set.Offers.Balancers["fastest"](new DefaultHttpContext(), servers)?.Name;

    private async Task<int> StatusFor(HttpContext http)
    {
        await _set.Offers.Middleware["api-key"].Code(http, _ => Task.CompletedTask);
        return http.Response.StatusCode;
    }

    private static DefaultHttpContext With(string? key)
    {
        var http = new DefaultHttpContext();
        if (key is not null)
            http.Request.Headers["X-Api-Key"] = key;
        return http;
    }
}
