using System.Buffers;
using ScriptProxy.Tls.Challenges;

namespace ScriptProxy.Tls.Tests.Challenges;

public sealed class HelloProtocolsTests
{
    [Fact]
    public void Knows_a_CA_by_its_protocol() => Assert.True(Ask(Hello("acme-tls/1")));

    [Fact]
    public void Takes_no_browser_for_a_CA()
    {
        Assert.False(Ask(Hello("h2", "http/1.1")));
        Assert.False(Ask(Hello()));
        Assert.False(Ask(Hello("acme-tls/1", "h2")));
    }

    [Fact]
    public void Waits_for_the_rest_of_a_ClientHello_at_every_byte()
    {
        var hello = Hello("acme-tls/1");

        Assert.All(Enumerable.Range(0, hello.Length), count => Assert.Null(Ask(hello[..count])));
    }

    [Fact]
    public void Puts_together_what_came_in_many_records()
    {
        var message = Hello("acme-tls/1")[5..];
        byte[] records = [.. message.Chunk(7).SelectMany(part => (byte[])[22, 3, 1, 0, (byte)part.Length, .. part])];

        Assert.True(Ask(records));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0000\u0004\u0002\u0000\u0000\u0000")]
    [InlineData("\u0016\u0003\u0001\u0000\u0004\u0001\u007f\u0000\u0000")]
    [InlineData("\u0016\u0003\u0001\u0000\u0006\u0001\u0000\u0000\u0002\u0003\u0003")]
    public void Takes_nothing_else_for_one(string bytes) => Assert.False(Ask([.. bytes.Select(letter => (byte)letter)]));

    [Fact]
    public void Gives_up_on_what_has_no_end()
    {
        byte[] empty = [.. Enumerable.Repeat((byte[])[22, 3, 1, 0, 0], 4000).SelectMany(record => record)];

        Assert.False(Ask(empty));
    }

    [Fact]
    public void Does_not_fail_on_any_damage()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var hello = Hello("acme-tls/1");
            hello[random.Next(hello.Length)] = (byte)random.Next(256);
            Ask(hello);
        }
    }

    private static bool? Ask(byte[] bytes) => HelloProtocols.AskForProof(new ReadOnlySequence<byte>(bytes));

    private static byte[] Hello(params string[] protocols)
    {
        byte[] alpn = [.. protocols.SelectMany(protocol => (byte[])[(byte)protocol.Length, .. protocol.Select(letter => (byte)letter)])];
        byte[] extension = protocols.Length == 0
            ? []
            : [0, 16, 0, (byte)(alpn.Length + 2), 0, (byte)alpn.Length, .. alpn];
        byte[] extensions = [0, 10, 0, 4, 0, 2, 0, 29, .. extension];
        byte[] body = [3, 3, .. new byte[32], 0, 0, 2, 0x13, 0x01, 1, 0, 0, (byte)extensions.Length, .. extensions];
        return [22, 3, 1, 0, (byte)(body.Length + 4), 1, 0, 0, (byte)body.Length, .. body];
    }
}
