using Microsoft.Extensions.Logging;
using ScriptProxy;

namespace Samples.Hello;

/// <summary>The door: the one public class of the DLL that implements <see cref="IProxyPlugin"/>.</summary>
public sealed partial class HelloPlugin : IProxyPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var options = plugin.Options<HelloOptions>();
        plugin.AddMiddleware("api-key", new ApiKeys(options).Check);
        plugin.AddBalancer("fastest", LightestLoad.Choose);
        KeysKnown(plugin.Log, options.Keys.Count);
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} API keys are known")]
    private static partial void KeysKnown(ILogger log, int count);
}
