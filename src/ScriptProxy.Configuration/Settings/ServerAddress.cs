namespace ScriptProxy.Configuration.Settings;

/// <summary>Where a server listens. <see cref="object.ToString"/> is what proxy.toml would say.</summary>
public abstract record ServerAddress
{
    private ServerAddress()
    {
    }

    /// <summary>
    /// <c>http://host:port</c> or <c>https://host:port</c>, without a path. An IPv6 host stands without brackets.
    /// </summary>
    public sealed record Tcp(string Host, int Port, bool Tls) : ServerAddress
    {
        public override string ToString()
        {
            var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
            return $"{(Tls ? "https" : "http")}://{host}:{Port}";
        }
    }

    /// <summary><c>unix:/run/app.sock</c>.</summary>
    public sealed record Unix(string Path) : ServerAddress
    {
        public override string ToString() => $"unix:{Path}";
    }

    /// <summary><c>echo:</c> or <c>echo:NAME</c>: an echo backend in this process.</summary>
    public sealed record Echo(string Name) : ServerAddress
    {
        public override string ToString() => $"echo:{Name}";
    }
}
