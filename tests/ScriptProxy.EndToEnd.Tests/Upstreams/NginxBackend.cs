using System.Diagnostics;
using System.Net.Sockets;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

/// <summary>An nginx of one process that can be killed like any other and started again on the same port.</summary>
internal sealed class NginxBackend : IDisposable
{
    public const string Program = "/usr/sbin/nginx";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private Process? _process;

    public NginxBackend(string name)
    {
        Directory.CreateDirectory(_folder.At("logs"));
        _folder.Write("nginx.conf", $$"""
            daemon off;
            master_process off;
            error_log stderr crit;
            pid {{_folder.At("nginx.pid")}};
            events { worker_connections 1024; }
            http {
                access_log off;
                client_body_temp_path {{_folder.At("body")}};
                proxy_temp_path {{_folder.At("proxy")}};
                fastcgi_temp_path {{_folder.At("fastcgi")}};
                uwsgi_temp_path {{_folder.At("uwsgi")}};
                scgi_temp_path {{_folder.At("scgi")}};
                server {
                    listen 127.0.0.1:{{_port}};
                    location / { return 200 "{{name}}"; }
                }
            }
            """);
    }

    public string Url => $"http://127.0.0.1:{_port}";

    public async Task Start()
    {
        _process = Process.Start(new ProcessStartInfo(Program, ["-p", _folder.At("."), "-c", _folder.At("nginx.conf")]))!;
        await Eventually.Holds(async () =>
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync("127.0.0.1", _port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }

    /// <summary>Ends it without a chance to say goodbye to its connections.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
        _folder.Dispose();
    }
}
