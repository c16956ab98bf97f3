using System.Diagnostics;
using System.Net.Sockets;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>
/// A real nginx with all of its files in a folder of its own. One process without a master, so that it runs as whoever runs the
/// tests and ending it leaves no worker behind.
/// </summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly Process _process;

    private NginxServer(TemporaryFolder folder, Process process)
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
        var process = Process.Start(new ProcessStartInfo(
            NginxProgram.Path!, ["-p", folder.Path, "-c", file, "-e", folder.At("error.log")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var server = new NginxServer(folder, process);
        try
        {
            await Eventually.Holds(() => server.Accepts(port));
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
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> Accepts(int port)
    {
        Assert.False(_process.HasExited, _process.HasExited ? await _process.StandardError.ReadToEndAsync() : "");
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // The upstream hop is set to what ScriptProxy does anyway: HTTP/1.1, bodies streamed.
    private static string ConfigurationWith(string http) =>
        $$"""
        daemon off;
        master_process off;
        worker_processes 1;
        pid nginx.pid;
        error_log error.log info;
        events { worker_connections 256; }
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
