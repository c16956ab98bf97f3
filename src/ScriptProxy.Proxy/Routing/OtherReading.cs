namespace ScriptProxy.Proxy.Routing;

/// <summary>
/// A way to read a path that leads elsewhere than the way it was matched; see <see cref="PathReadings"/>.
/// </summary>
/// <param name="Path">The path as it would be read.</param>
/// <param name="Route">The route that it would select; null for none.</param>
internal sealed record OtherReading(string Path, CompiledRoute? Route);
