namespace ScriptProxy.Scripting.Compiling;

/// <summary>
/// The class that is compiled into a script so that the script can be ended: no thread can be aborted, so its loops
/// must ask. It lives in the script's own assembly, and so dies with it, because static functions and nested types see
/// no globals.
/// </summary>
internal static class ScriptGuard
{
    public const string TypeName = "__ScriptGuard";
    public const string EndName = "End";

    /// <summary>Asks at the turn of a loop.</summary>
    public const string Check = TypeName + ".Check();";

    /// <summary>
    /// Asks at the beginning of a function, where a stack overflow, which would end the process, is headed off too.
    /// </summary>
    public const string Enter = TypeName + ".Enter();";

    /// <summary>Goes before a function.</summary>
    public const string NoInlining =
        "[global::System.Runtime.CompilerServices.MethodImpl(" +
        "global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]";

    public const string Declaration =
        $$"""
        internal static class {{TypeName}}
        {
            private static volatile bool s_ended;
            public static void {{EndName}}() => s_ended = true;
            public static void Enter()
            {
                global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
                Check();
            }
            public static void Check()
            {
                if (s_ended) Stop();
            }
            private static void Stop() =>
                throw new global::System.OperationCanceledException("The script was given up.");
        }
        """;
}
