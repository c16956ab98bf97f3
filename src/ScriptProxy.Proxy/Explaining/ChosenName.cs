namespace ScriptProxy.Proxy.Explaining;

/// <summary>What the function in a route's <c>To</c> returned.</summary>
internal sealed record ChosenName(string? Name);
