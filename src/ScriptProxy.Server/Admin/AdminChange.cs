namespace ScriptProxy.Server.Admin;

/// <summary>The admin endpoint of a generation that has not taken over yet.</summary>
/// <param name="Access">Who may do what; null when there is no endpoint.</param>
/// <param name="Started">A server that is bound but not open; null when the address stays as it is.</param>
internal sealed record AdminChange(AdminAccess? Access, AdminServer? Started)
{
    /// <summary>Gives up what was prepared.</summary>
    public Task Abandon() => Started?.Stop() ?? Task.CompletedTask;
}
