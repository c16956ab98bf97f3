namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>Starts the twins of a section when its first case runs, and ends all of them with the last test.</summary>
public sealed class TwinsBySection : IAsyncLifetime
{
    private readonly Dictionary<string, Twins> _running = [];

    public Task InitializeAsync() => Task.CompletedTask;

    internal async Task<Twins> Of(Section section)
    {
        if (!_running.TryGetValue(section.Name, out var twins))
            _running.Add(section.Name, twins = await Twins.Start(section));
        return twins;
    }

    public async Task DisposeAsync()
    {
        foreach (var twins in _running.Values)
            await twins.DisposeAsync();
    }
}
