using System.Reflection;
using System.Text.Json;

namespace ScriptProxy.Scripting.Running;

/// <summary>
/// Empties what System.Text.Json remembers of types: it would hold a script's own types, and with them its load
/// context, for ever. The runtime has this for hot reload, where it is found by its name.
/// </summary>
internal static class JsonCaches
{
    private static readonly Action<Type[]?> ClearCache =
        typeof(JsonSerializer).Assembly
            .GetType("System.Text.Json.JsonSerializerOptionsUpdateHandler", throwOnError: true)!
            .GetMethod("ClearCache", BindingFlags.Public | BindingFlags.Static)!
            .CreateDelegate<Action<Type[]?>>();

    public static void Clear() => ClearCache(null);
}
