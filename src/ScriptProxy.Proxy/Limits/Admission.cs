namespace ScriptProxy.Proxy.Limits;

/// <summary>What a rate says to one request.</summary>
/// <param name="Admitted">Whether it may go on.</param>
/// <param name="Ticks">Admitted: how far it is ahead of its rate. Refused: how long until one would be
/// admitted.</param>
internal readonly record struct Admission(bool Admitted, long Ticks);
