using System.Reflection;
using ScriptProxy.Scripting.Compiling;

namespace ScriptProxy.Scripting.Running;

/// <summary>Ends a script that runs away: from then on its next loop turn or function call throws.</summary>
internal static class ScriptEnd
{
    /// <summary>Does nothing to a script that has no loop and no function, and so no guard.</summary>
    public static void Of(Assembly script, string typeName) =>
        script.GetType($"{typeName}+{ScriptGuard.TypeName}")
            ?.GetMethod(ScriptGuard.EndName, BindingFlags.Public | BindingFlags.Static)!
            .CreateDelegate<Action>()
            .Invoke();
}
