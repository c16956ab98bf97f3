using ScriptProxy.Testing.Pebble;

namespace ScriptProxy.Acme.Tests.Fixtures;

/// <summary>Makes clients of a <see cref="FakeCa"/>.</summary>
internal static class FakeCaClients
{
    public static AcmeClient Client(this FakeCa ca, TimeProvider? time = null) => new(ca.Settings(), time);

    public static AcmeServerSettings Settings(this FakeCa ca) => new()
    {
        Directory = new Uri($"{ca.Url}/dir"),
        Roots = [ca.Root],
        PollTimeout = TimeSpan.FromSeconds(20),
    };
}
