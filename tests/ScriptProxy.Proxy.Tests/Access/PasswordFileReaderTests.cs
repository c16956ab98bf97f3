using System.Diagnostics;
using System.Text;
using ScriptProxy.Diagnostics;
using ScriptProxy.Proxy.Access.Passwords;
using ScriptProxy.Testing;

namespace ScriptProxy.Proxy.Tests.Access;

public sealed class PasswordFileReaderTests : IDisposable
{
    private const string Hash = "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=";

    private readonly TemporaryFolder _folder = new();
    private readonly SourcePlace _call = new("site.csx", 3, 1);

    [HtpasswdTheory]
    [InlineData("-B", "pass word")]
    [InlineData("-B", "pässwörd")]
    [InlineData("-m", "p")]
    [InlineData("-m", "pässwörd")]
    [InlineData("-m", "a password that is longer than one digest")]
    [InlineData("-s", "pass:word")]
    public async Task Verifies_what_htpasswd_has_made(string kind, string password)
    {
        await Htpasswd("-cb", kind, _folder.At("users"), "jane", password);
        await Htpasswd("-b", kind, _folder.At("users"), "joe", "other");
        var (file, problems) = Read();
        Assert.Empty(problems);
        Assert.True(file!.Verify("jane", Encoding.UTF8.GetBytes(password)));
        Assert.False(file.Verify("joe", Encoding.UTF8.GetBytes(password)));
        Assert.False(file.Verify("Jane", Encoding.UTF8.GetBytes(password)));
    }

    [Fact]
    public void Skips_comments_and_empty_lines_and_takes_a_third_field_for_one()
    {
        _folder.Write("users", $"# ours\r\n\r\njane:{Hash}:Jane Doe\r\n");
        var (file, problems) = Read();
        Assert.Empty(problems);
        Assert.True(file!.Verify("jane", "password"u8));
    }

    [Fact]
    public void Takes_the_first_of_two_lines_for_one_user()
    {
        _folder.Write("users", $"jane:{Hash}\njane:{{SHA}}{Convert.ToBase64String(new byte[20])}\n");
        Assert.True(Read().File!.Verify("jane", "password"u8));
    }

    [Theory]
    [InlineData(
        "jane:secret",
        "users(1,1): error SP2168: the password of 'jane' is plain text or hashed in a way that is not read; " +
            "set it anew with 'htpasswd -B FILE jane' (bcrypt), or use apr1 or {SHA}")]
    [InlineData("# x\njane", "users(2,1): error SP2169: this line is not 'name:hash'; make it with 'htpasswd -B FILE NAME', or begin it with '#'")]
    [InlineData(":" + Hash, "users(1,1): error SP2169: this line is not 'name:hash'; make it with 'htpasswd -B FILE NAME', or begin it with '#'")]
    public void Says_what_is_wrong_with_a_line(string text, string expected)
    {
        _folder.Write("users", text);
        Assert.Equal(expected, Line(Assert.Single(Read().Problems)));
    }

    [Fact]
    public void Reports_every_line() =>
        Assert.Equal(2, Problems("a:plain\nb:plain\nc:" + Hash).Count);

    [Fact]
    public void Never_says_what_it_could_not_read() =>
        Assert.DoesNotContain(
            "hunter2", string.Join('\n', Problems("hunter2\njane:hunter2")), StringComparison.Ordinal);

    [Fact]
    public void Says_that_the_file_cannot_be_read()
    {
        Directory.CreateDirectory(_folder.At("users"));
        var problem = Line(Assert.Single(Read().Problems));
        Assert.StartsWith(
            "site.csx(3,1): error SP2160: password file 'users' cannot be read (", problem, StringComparison.Ordinal);
        Assert.EndsWith("); give the proxy's user the right to read it", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_file_that_everyone_may_write()
    {
        _folder.Write("users", "jane:" + Hash);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.At("users"), UnixFileMode.UserRead | UnixFileMode.OtherWrite);
        Assert.Equal(
            "site.csx(3,1): error SP2167: password file 'users' may be written by everyone on this machine; run "
            + "'chmod o-w users'",
            Line(Assert.Single(Read().Problems)));
    }

    public void Dispose() => _folder.Dispose();

    private string Line(Diagnostic problem) =>
        problem.ToString().Replace(_folder.Path + "/", "", StringComparison.Ordinal);

    private List<Diagnostic> Problems(string text)
    {
        _folder.Write("users", text);
        return Read().Problems;
    }

    private (PasswordFile? File, List<Diagnostic> Problems) Read()
    {
        var problems = new List<Diagnostic>();
        return (PasswordFileReader.Read(_folder.At("users"), _call, problems), problems);
    }

    private static async Task Htpasswd(params string[] arguments)
    {
        using var process = Process.Start("/usr/bin/htpasswd", arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
