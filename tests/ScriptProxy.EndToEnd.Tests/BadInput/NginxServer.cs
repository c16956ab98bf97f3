using System.Diagnostics;
using System.Net.Sockets;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.BadInput;

/// <summary>An nginx of this machine as a reverse proxy on loopback, to compare with.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private const string Version = "nginx/1.22.";

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    private NginxServer(string upstream, int port)
    {
        Port = port;
        var config = _folder.Write("nginx.conf", $$"""
            daemon off; master_process off; pid {{_folder.At("pid")}}; error_log {{_folder.At("error.log")}};
            events { }
            http {
                access_log off;
                client_body_temp_path {{_folder.At("body")}}; proxy_temp_path {{_folder.At("proxy")}};
                fastcgi_temp_path {{_folder.At("fastcgi")}};
                uwsgi_temp_path {{_folder.At("uwsgi")}}; scgi_temp_path {{_folder.At("scgi")}};
                server {
                    listen 127.0.0.1:{{port}};
                    location / {
                        proxy_pass {{upstream}};
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_set_header Host $http_host;
                    }
                }
            }
            """);
        _process = Process.Start(new ProcessStartInfo(Program, ["-c", config]) { RedirectStandardError = true })!;
    }

    /// <summary>Why it cannot be started; null when it can.</summary>
    public static string? Missing { get; } = FindMissing();

    public int Port { get; }

    public static async Task<NginxServer> Start(string upstream)
    {
        var server = new NginxServer(upstream, FreePort.Next());
        await Eventually.Holds(server.Answers);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private static string? FindMissing()
    {
        if (!File.Exists(Program))
            return "nginx is not installed";
        using var process = Process.Start(new ProcessStartInfo(Program, ["-v"]) { RedirectStandardError = true })!;
        var version = process.StandardError.ReadToEnd();
        return version.Contains(Version, StringComparison.Ordinal)
            ? null
            : $"docs/security.md notes the answers of {Version}x, not of {version.Trim()}";
    }

    private async Task<bool> Answers()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
