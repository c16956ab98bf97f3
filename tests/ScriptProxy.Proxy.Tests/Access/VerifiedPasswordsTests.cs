using ScriptProxy.Proxy.Access.Passwords;

namespace ScriptProxy.Proxy.Tests.Access;

public sealed class VerifiedPasswordsTests
{
    private readonly VerifiedPasswords _verified = new();

    [Fact]
    public void Knows_what_was_right_and_nothing_else()
    {
        _verified.Add(_verified.MarkOf("file1jane:secret"u8), "jane");
        Assert.True(_verified.TryGet(_verified.MarkOf("file1jane:secret"u8), out var user));
        Assert.Equal("jane", user);
        Assert.False(_verified.TryGet(_verified.MarkOf("file1jane:Secret"u8), out _));
        Assert.False(_verified.TryGet(_verified.MarkOf("file2jane:secret"u8), out _));
    }

    [Fact]
    public void Marks_differ_from_process_to_process() =>
        Assert.NotEqual(_verified.MarkOf("jane:secret"u8), new VerifiedPasswords().MarkOf("jane:secret"u8));

    [Fact]
    public void Forgets_what_was_not_asked_for_in_a_long_time()
    {
        _verified.Add(1, "jane");
        _verified.Add(2, "joe");
        for (UInt128 mark = 100; mark < 20_000; mark++)
        {
            _verified.Add(mark, "x");
            _verified.TryGet(2, out _);
        }

        Assert.False(_verified.TryGet(1, out _));
        Assert.True(_verified.TryGet(2, out _));
    }
}
