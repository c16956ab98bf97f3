using ScriptProxy.Configuration.Settings;
using ScriptProxy.Diagnostics;
using ScriptProxy.Server.Admin;
using ScriptProxy.Server.Generations;
using ScriptProxy.Server.Listeners;

namespace ScriptProxy.Server.Succession;

/// <summary>
/// Puts a new generation in the place of the running one: first all that can fail, the sockets, then the switch, which cannot.
/// </summary>
internal sealed class Takeover(
    GenerationSwitch generations, ListenerSet listeners, AdminEndpoint admin, LastingParts lasting, Retirements retirements)
{
    public int NextNumber => (generations.Current?.Number ?? 0) + 1;

    /// <summary>Whether it runs now, and what is wrong with its sockets. One that does not run was taken down.</summary>
    public async Task<(bool Runs, IReadOnlyList<Diagnostic> Diagnostics)> Try(Generation generation)
    {
        var (change, ofAdmin, diagnostics) = await Prepare(generation);
        if (change is null || ofAdmin is null)
        {
            await generation.DisposeAsync();
            return (false, diagnostics);
        }

        SwitchTo(generation, change);
        admin.Commit(ofAdmin);
        return (true, diagnostics);
    }

    private async Task<(ListenerChange? Listeners, AdminChange? Admin, IReadOnlyList<Diagnostic> Diagnostics)> Prepare(
        Generation generation)
    {
        try
        {
            var (change, unbound) = await listeners.Prepare(generation.Settings.Listeners);
            if (change is null)
                return (null, null, unbound);
            var (ofAdmin, problems) = await admin.Prepare(generation.Settings);
            if (ofAdmin is null)
                await change.Abandon();
            return (change, ofAdmin, problems);
        }
        catch
        {
            await generation.DisposeAsync();
            throw;
        }
    }

    private void SwitchTo(Generation generation, ListenerChange change)
    {
        var settings = generation.Settings;
        lasting.Log(settings.Log);
        var old = generations.Replace(generation);
        generation.Start();
        listeners.Commit(change, settings.Global.ShutdownTimeout, settings.Global.DrainTimeout);
        lasting.Order(generation.Plan);
        if (old is not null)
            retirements.Begin(old);
    }
}
