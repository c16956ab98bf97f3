using System.Reflection;
using ScriptProxy.Scripting.Compiling;

namespace ScriptProxy.Scripting.Running;

/// <summary>Runs the top level of a script once, on a thread of its own that can be given up.</summary>
internal sealed class ScriptRun(Assembly script, ScriptImage image, TimeSpan limit)
{
    // How long an abandoned script may take to notice; it is left behind after that.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public RunOutcome Run(SiteScript globals)
    {
        RunOutcome? outcome = null;
        var thread = new Thread(() => outcome = RunSafely(globals))
        {
            IsBackground = true,
            Name = "script " + globals.Site.Name,
        };
        thread.Start();
        if (thread.Join(limit))
            return outcome!;

        ScriptEnd.Of(script, image.TypeName);
        thread.Interrupt();
        thread.Join(Grace);
        return new RunOutcome.Abandoned();
    }

    // Nothing may escape from a thread. What can still throw is the exception itself, when its message is the script's
    // own code, and the interrupt of an abandoned script, which may come late.
    private RunOutcome RunSafely(SiteScript globals)
    {
        try
        {
            return RunToEnd(globals);
        }
        catch (Exception error)
        {
            return new RunOutcome.Threw(null, error.GetType().Name, "its message cannot be read");
        }
    }

    private RunOutcome RunToEnd(SiteScript globals)
    {
        try
        {
            // The thread was made for this script alone, and is given up when the script takes too long.
            Factory()([globals, null]).GetAwaiter().GetResult();
            return new RunOutcome.Finished();
        }
        catch (Exception error)
        {
            return new RunOutcome.Threw(ScriptLocation.Of(error), error.GetType().Name, error.Message);
        }
    }

    private Func<object?[], Task<object>> Factory() =>
        script.GetType(image.TypeName, throwOnError: true)!
            .GetMethod(image.FactoryName, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!
            .CreateDelegate<Func<object?[], Task<object>>>();
}
