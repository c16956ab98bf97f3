namespace ScriptProxy.Scripting.Declaring;

/// <summary>Has no service: the built-in constraints need none.</summary>
internal sealed class NoServices : IServiceProvider
{
    public static NoServices Instance { get; } = new();

    public object? GetService(Type serviceType) => null;
}
