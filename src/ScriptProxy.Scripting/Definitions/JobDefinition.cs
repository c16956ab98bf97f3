using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Definitions;

/// <summary>One <c>Every</c>.</summary>
public sealed record JobDefinition(TimeSpan Period, Func<CancellationToken, Task> Job, SourcePlace Place);
