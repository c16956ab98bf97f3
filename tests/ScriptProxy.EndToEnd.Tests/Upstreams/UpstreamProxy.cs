using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Upstreams;

/// <summary>Starts a proxy whose site has one upstream <c>app</c>.</summary>
internal static class UpstreamProxy
{
    public static Task<RunningProxy> Start(
        string upstream, string? script = null, params (string Path, string Text)[] files) =>
        RunningProxy.Start(script, Toml(upstream), false, files);

    public static string Toml(string upstream, string level = "info") =>
        $"@site upstream = \"app\"\n[log]\naccess = \"off\"\nlevel = \"{level}\"\n[upstream.app]\n{upstream}";

    public static RawBackend Named(string name) => new(_ => RawBackend.Ok(name));

    public static string Refusing() => $"http://127.0.0.1:{FreePort.Next()}";

    /// <summary>An answer that is none, which HttpClient does not ask for twice by itself.</summary>
    public static string Garbage(ref int count)
    {
        Interlocked.Increment(ref count);
        return "SSH-2.0-OpenSSH_9.6\r\n";
    }

    public static async Task<string> Text(this Task<HttpResponseMessage> answer) =>
        await (await answer).Content.ReadAsStringAsync();
}
