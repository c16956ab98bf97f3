using System.Text;
using ScriptProxy.Proxy.Access.Passwords;

namespace ScriptProxy.Proxy.Tests.Access;

public sealed class PasswordHashTests
{
    // Made by htpasswd (Apache 2.4) and openssl passwd.
    [Theory]
    [InlineData("$2y$05$7XVVAIVx9YEsXI1QDgiJz.DL98dxDYm05R7BtrOxvQbnMIG4Zkyoa")]
    [InlineData("$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/")]
    [InlineData("{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=")]
    public void Refuses_a_wrong_password(string text)
    {
        Assert.False(PasswordHash.Parse(text)!.Matches("wrong"u8));
        Assert.False(PasswordHash.Parse(text)!.Matches([]));
    }

    [Theory]
    [InlineData("$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/", "myPassword")]
    [InlineData("{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=", "password")]
    public void Takes_the_right_one(string text, string password) =>
        Assert.True(PasswordHash.Parse(text)!.Matches(Encoding.UTF8.GetBytes(password)));

    [Theory]
    [InlineData("secret")]
    [InlineData("")]
    [InlineData("rqXexS6ZhobKA")]
    [InlineData("$6$salt$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjlO/O817G3uBnIFNjnQJuesI68OTLiBFdcbYEdFCoEOfaS35inz1")]
    [InlineData("{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=")]
    [InlineData("{SHA}W6ph5Mm5Pz8=")]
    [InlineData("$2y$99$7XVVAIVx9YEsXI1QDgiJz.DL98dxDYm05R7BtrOxvQbnMIG4Zkyoa")]
    public void Knows_no_other_kind(string text) => Assert.Null(PasswordHash.Parse(text));
}
