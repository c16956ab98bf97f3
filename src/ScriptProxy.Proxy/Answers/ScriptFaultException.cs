namespace ScriptProxy.Proxy.Answers;

/// <summary>
/// Carries what script code threw past the forwarder, which would take it for a failure of the upstream.
/// </summary>
internal sealed class ScriptFaultException(Exception fault) : Exception(fault.Message, fault);
