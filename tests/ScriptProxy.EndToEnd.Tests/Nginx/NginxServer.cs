using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>
/// A real nginx with all of its files in a folder of its own. One process without a master, so that it runs as whoever
/// runs the tests and ending it leaves no worker behind.
/// </summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly ChildProcess _process;

    private NginxServer(TemporaryFolder folder, ChildProcess process)
    {
        _folder = folder;
        _process = process;
    }

    /// <summary>Starts it and waits until it accepts connections.</summary>
    /// <param name="port">Where the configuration listens on 127.0.0.1.</param>
    /// <param name="http">What stands in the <c>http</c> block.</param>
    public static async Task<NginxServer> Start(int port, string http)
    {
        var folder = new TemporaryFolder();
        var file = folder.Write("nginx.conf", ConfigurationWith(http));
        var process = ChildProcess.Start(
            NginxProgram.Path!, ["-p", folder.Path, "-c", file, "-e", folder.At("error.log")]);
        var server = new NginxServer(folder, process);
        try
        {
            await process.UntilItAccepts(port);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public string ErrorLog => File.ReadAllText(_folder.At("error.log"));

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    // The upstream hop is set to what ScriptProxy does anyway: HTTP/1.1, bodies streamed.
    private static string ConfigurationWith(string http) =>
        $$"""
        daemon off;
        master_process off;
        worker_processes 1;
        pid nginx.pid;
        error_log error.log info;
        events { worker_connections 1024; }
        http {
            access_log off;
            client_body_temp_path temp-body;
            proxy_temp_path temp-proxy;
            fastcgi_temp_path temp-fastcgi;
            uwsgi_temp_path temp-uwsgi;
            scgi_temp_path temp-scgi;
            proxy_http_version 1.1;
            proxy_request_buffering off;
        {{http}}
        }
        """;
}
