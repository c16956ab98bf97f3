namespace ScriptProxy.Observability.AccessLogs;

/// <summary>What stands in the queue: a record, or an order to the loop that writes them.</summary>
internal readonly record struct AccessEntry(AccessRecord Record, AccessOrder? Order);
