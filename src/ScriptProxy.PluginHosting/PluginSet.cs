using ScriptProxy.Diagnostics;

namespace ScriptProxy.PluginHosting;

/// <summary>
/// The plugins of one generation and what they offer, or the reasons why not. Disposing it disposes the plugins and
/// begins to unload their assemblies.
/// </summary>
public sealed class PluginSet(PluginOffers offers, IReadOnlyList<Diagnostic> diagnostics, Func<ValueTask> unload)
    : IAsyncDisposable
{
    public PluginOffers Offers { get; private set; } = offers;
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;

    public async ValueTask DisposeAsync()
    {
        Offers = PluginOffers.None;
        await unload();
    }
}
