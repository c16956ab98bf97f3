namespace ScriptProxy.Testing;

/// <summary>How the proxies of this run work, by the environment. All suites pass with each.</summary>
public static class TestRun
{
    /// <summary>Whether HTTP/1.1 upstreams are reached by YARP's forwarder: <c>SCRIPTPROXY_FORWARDER=yarp</c>, which is the product's.</summary>
    public static bool UsesYarp { get; } = Environment.GetEnvironmentVariable("SCRIPTPROXY_FORWARDER") == "yarp";

    /// <summary>The <c>scheduling</c> of every proxy.toml that has none, by <c>SCRIPTPROXY_TEST_SCHEDULING</c>; null for the default.</summary>
    public static string? Scheduling { get; } = Environment.GetEnvironmentVariable("SCRIPTPROXY_TEST_SCHEDULING");
}
