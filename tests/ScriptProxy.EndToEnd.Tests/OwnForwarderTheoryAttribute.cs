using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests;

/// <summary>A theory of what our own forwarder does, and YARP's does not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnForwarderTheoryAttribute : TheoryAttribute
{
    /// <param name="others">What YARP's does.</param>
    public OwnForwarderTheoryAttribute(string others) => Skip = TestRun.UsesYarp ? $"YARP's forwarder {others}" : null;
}
