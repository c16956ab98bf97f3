namespace ScriptProxy;

/// <summary>State that survives reloads, reached by scripts as <c>Shared</c>.</summary>
public interface ISharedState
{
    /// <summary>The counter of this name; made at 0 when first asked for.</summary>
    /// <param name="name">The name, shared by all sites.</param>
    ISharedCounter Counter(string name);

    /// <summary>The one object of this name; made when first asked for.</summary>
    /// <typeparam name="T">A type of .NET itself: one declared in a script or plugin would keep its assembly from
    /// unloading.</typeparam>
    /// <param name="name">The name, shared by all sites.</param>
    /// <param name="factory">Makes it; called once.</param>
    /// <exception cref="InvalidOperationException">
    /// <typeparamref name="T"/> belongs to a script or plugin, or the name is already held by another type.
    /// </exception>
    T Get<T>(string name, Func<T> factory)
        where T : class;
}
