using Microsoft.AspNetCore.Http;
using ScriptProxy.PluginHosting.Tests.Fixtures;

namespace ScriptProxy.PluginHosting.Tests;

public sealed class PluginLibraryTests : IDisposable
{
    private const string Empty = """
        public sealed class Plugin : IProxyPlugin
        {
            public void Configure(IPluginBuilder plugin) { }
        }
        """;

    private readonly PluginWorkshop _workshop = new();

    [Fact]
    public async Task A_folder_that_does_not_exist_has_no_plugins()
    {
        await using var set = _workshop.Load(_workshop.Request() with { Folder = _workshop.At("none") });

        Assert.Empty(set.Diagnostics);
        Assert.Empty(set.Offers.Names);
    }

    [Fact]
    public async Task Loads_both_forms_sorted_by_name()
    {
        _workshop.Drop("C.dll", Empty);
        _workshop.Drop("B/B.dll", Empty);
        _workshop.Drop("A.dll", Empty);

        await using var set = _workshop.Load();

        Assert.Empty(set.Diagnostics);
        Assert.Equal(["A", "B", "C"], set.Offers.Names);
    }

    [Fact]
    public async Task Ignores_a_project_that_was_not_built_into_its_folder()
    {
        _workshop.Drop("Geo/bin/Release/Geo.dll", Empty);
        _workshop.Drop("Geo/obj/Geo.dll", Empty);

        await using var set = _workshop.Load();

        Assert.Empty(set.Diagnostics);
        Assert.Empty(set.Offers.Names);
    }

    [Fact]
    public async Task Ignores_hidden_files_that_a_copying_tool_is_writing()
    {
        _workshop.Drop(".Geo.dll", "");

        Assert.Equal("", await _workshop.Report());
    }

    [Fact]
    public async Task Offers_the_middleware_that_plugins_add()
    {
        _workshop.DropConfiguring("Hello", """
            plugin.AddMiddleware("hello", (http, next) =>
            {
                http.Response.Headers["X-Hello"] = "you";
                return next(http);
            }, everywhere: true, order: 7);
            """);
        await using var set = _workshop.Load();
        var http = new DefaultHttpContext();

        var middleware = set.Offers.Middleware["hello"];
        await middleware.Code(http, _ => Task.CompletedTask);

        Assert.Equal(
            ("Hello", "hello", true, 7),
            (middleware.Plugin, middleware.Name, middleware.Everywhere, middleware.Order));
        Assert.Equal("you", http.Response.Headers["X-Hello"]);
    }

    [Fact]
    public async Task Offers_the_balancers_that_plugins_add()
    {
        _workshop.DropConfiguring("Near", "plugin.AddBalancer(\"none\", (http, servers) => null);");
        await using var set = _workshop.Load();

        Assert.Null(set.Offers.Balancers["none"](new DefaultHttpContext(), []));
    }

    [Fact]
    public async Task Gives_a_plugin_its_name_its_log_and_its_settings()
    {
        _workshop.Drop("Hello.dll", """
            public sealed class Greeting { public string Text { get; set; } = "hello"; }
            public sealed class Hello : IProxyPlugin
            {
                public void Configure(IPluginBuilder plugin) =>
                    plugin.Log.LogInformation("{Name} says {Text}", plugin.Name, plugin.Options<Greeting>().Text);
            }
            """);
        await using var set = _workshop.Load(_workshop.Request() with { Tables = _workshop.Table("Hello") });

        Assert.Empty(set.Diagnostics);
        Assert.Equal(["plugin.Hello: Hello says hello"], _workshop.Logs.Lines);
    }

    [Fact]
    public async Task A_plugin_brings_its_own_version_of_a_library_that_the_host_has_too()
    {
        // The host of these tests has a Microsoft.CodeAnalysis.Scripting of its own.
        var library = _workshop.Drop(
            "Own/Microsoft.CodeAnalysis.Scripting.dll",
            "namespace Own { public static class Library { public static string Text = \"mine\"; } }");
        _workshop.Drop("Own/Own.dll", """
            public sealed class Plugin : IProxyPlugin
            {
                public void Configure(IPluginBuilder plugin) => plugin.Log.LogInformation(Own.Library.Text);
            }
            """, library);
        await using var set = _workshop.Load();

        Assert.Empty(set.Diagnostics);
        Assert.Equal(["plugin.Own: mine"], _workshop.Logs.Lines);
    }

    [Fact]
    public async Task A_copy_of_the_abstractions_in_a_plugins_folder_does_no_harm()
    {
        _workshop.DropConfiguring("Geo", "");
        Directory.CreateDirectory(Path.Combine(_workshop.Plugins, "Geo"));
        File.Move(Path.Combine(_workshop.Plugins, "Geo.dll"), Path.Combine(_workshop.Plugins, "Geo/Geo.dll"));
        var abstractions = typeof(IProxyPlugin).Assembly.Location;
        File.Copy(abstractions, Path.Combine(_workshop.Plugins, "Geo", Path.GetFileName(abstractions)));

        Assert.Equal("", await _workshop.Report());
    }

    [Fact]
    public async Task A_broken_plugin_does_not_hide_what_the_others_offer()
    {
        File.WriteAllText(Path.Combine(_workshop.Plugins, "Bad.dll"), "");
        _workshop.DropConfiguring("Good", "plugin.AddMiddleware(\"good\", (http, next) => next(http));");

        await using var set = _workshop.Load();

        Assert.Single(set.Diagnostics);
        Assert.Contains("good", set.Offers.Middleware.Keys);
    }

    [Fact]
    public async Task Declaring_after_Configure_throws()
    {
        _workshop.Drop("Late.dll", """
            public sealed class Late : IProxyPlugin
            {
                public void Configure(IPluginBuilder plugin) => plugin.AddMiddleware("late", (http, next) =>
                {
                    plugin.AddMiddleware("later", (http, next) => next(http));
                    return next(http);
                });
            }
            """);
        await using var set = _workshop.Load();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => set.Offers.Middleware["late"].Code(new DefaultHttpContext(), _ => Task.CompletedTask));
        Assert.Equal("Configure of plugin 'Late' has ended; declare within it.", error.Message);
    }

    [Fact]
    public async Task Ends_Stopping_then_disposes_asynchronously_where_it_can()
    {
        _workshop.Drop("End.dll", """
            public sealed class End : IProxyPlugin, IAsyncDisposable, IDisposable
            {
                private ILogger _log = null!;
                public void Configure(IPluginBuilder plugin)
                {
                    _log = plugin.Log;
                    plugin.Stopping.Register(() => _log.LogInformation("stopping"));
                }
                public void Dispose() => _log.LogInformation("disposed");
                public ValueTask DisposeAsync() { _log.LogInformation("disposed asynchronously"); return default; }
            }
            """);

        await _workshop.Load().DisposeAsync();

        Assert.Equal(["plugin.End: stopping", "plugin.End: disposed asynchronously"], _workshop.Logs.Lines);
    }

    [Fact]
    public async Task Logs_what_a_plugin_throws_while_it_is_disposed()
    {
        _workshop.Drop("End.dll", """
            public sealed class End : IProxyPlugin, IDisposable
            {
                public void Configure(IPluginBuilder plugin) =>
                    plugin.Stopping.Register(() => throw new IOException("no stop"));
                public void Dispose() => throw new IOException("no end");
            }
            """);

        await _workshop.Load().DisposeAsync();

        Assert.Equal(
            [
                "plugin.End: A callback on Stopping failed: IOException: no stop, at End.cs:4",
                "plugin.End: Disposing the plugin failed: IOException: no end, at End.cs:5",
            ],
            _workshop.Logs.Lines);
    }

    [Fact]
    public async Task Does_not_wait_for_ever_for_a_plugin_to_be_disposed()
    {
        using var hurried = new PluginWorkshop { Limit = TimeSpan.FromSeconds(3) };
        hurried.Drop("End.dll", """
            public sealed class End : IProxyPlugin, IAsyncDisposable
            {
                public void Configure(IPluginBuilder plugin) { }
                public async ValueTask DisposeAsync() => await Task.Delay(Timeout.Infinite);
            }
            """);

        await hurried.Load().DisposeAsync();

        Assert.Equal(
            "plugin.End: Disposing the plugin did not end within 3 seconds and holds the plugin's memory",
            Assert.Single(hurried.Logs.Lines));
    }

    [Fact]
    public async Task Disposing_twice_disposes_once()
    {
        _workshop.Drop("End.dll", """
            public sealed class End : IProxyPlugin, IDisposable
            {
                private ILogger _log = null!;
                public void Configure(IPluginBuilder plugin) => _log = plugin.Log;
                public void Dispose() => _log.LogInformation("disposed");
            }
            """);
        var set = _workshop.Load();

        await set.DisposeAsync();
        await set.DisposeAsync();

        Assert.Single(_workshop.Logs.Lines);
    }

    public void Dispose() => _workshop.Dispose();
}
