namespace ScriptProxy.PluginHosting.Loading;

/// <summary>The plugins of one generation that have something to unload, those that failed late included.</summary>
internal sealed class RunningPlugins : IAsyncDisposable
{
    private readonly Stack<LoadedPlugin> _plugins = new();

    public void Add(LoadedPlugin plugin) => _plugins.Push(plugin);

    /// <summary>Disposes the plugins, the last one first, and forgets them. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_plugins.TryPop(out var plugin))
            await plugin.DisposeAsync();
    }
}
