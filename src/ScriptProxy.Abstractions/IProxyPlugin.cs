namespace ScriptProxy;

/// <summary>
/// A plugin: a public class with a constructor without parameters, in a DLL in the plugins folder. It is made and
/// configured once for each generation; implement <see cref="IDisposable"/> or <see cref="IAsyncDisposable"/> to be
/// told when that ends.
/// </summary>
public interface IProxyPlugin
{
    /// <summary>
    /// Declares what the plugin offers. What it throws refuses the generation, with the plugin's name.
    /// </summary>
    /// <param name="plugin">Where to declare it.</param>
    void Configure(IPluginBuilder plugin);
}
