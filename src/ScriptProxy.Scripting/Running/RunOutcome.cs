using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Running;

/// <summary>
/// How the top level of a script ended. Holds texts only, because an exception would hold the script in memory.
/// </summary>
internal abstract record RunOutcome
{
    private RunOutcome()
    {
    }

    public sealed record Finished : RunOutcome;

    public sealed record Abandoned : RunOutcome;

    public sealed record Threw(SourcePlace? Place, string Exception, string Message) : RunOutcome;
}
