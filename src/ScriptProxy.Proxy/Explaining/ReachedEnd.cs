namespace ScriptProxy.Proxy.Explaining;

/// <summary>Left by a request that has passed all limits and access rules; the end of its route is next.</summary>
internal sealed record ReachedEnd(bool OfRoute);
