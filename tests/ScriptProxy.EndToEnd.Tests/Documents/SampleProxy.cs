using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Documents;

/// <summary>Serves a copy of a folder below samples/.</summary>
internal static class SampleProxy
{
    /// <param name="name">The folder.</param>
    /// <param name="port">The port that its proxy.toml names.</param>
    /// <param name="change">Changes its proxy.toml.</param>
    public static Task<FileProxy> Start(string name, int port, Func<string, string>? change = null)
    {
        var folder = Checkout.At($"samples/{name}");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Where(file => file is not "proxy.toml")
            .Select(file => (file, Checkout.Read($"samples/{name}/{file}")))
            .ToArray();
        var toml = Checkout.Read($"samples/{name}/proxy.toml");
        return FileProxy.Start(change?.Invoke(toml) ?? toml, port, files);
    }
}
