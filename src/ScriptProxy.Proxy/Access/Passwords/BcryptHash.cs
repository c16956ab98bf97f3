using System.Text;
using System.Text.RegularExpressions;

namespace ScriptProxy.Proxy.Access.Passwords;

/// <summary><c>htpasswd -B</c>: <c>$2y$05$…</c>. The one to use.</summary>
internal sealed partial class BcryptHash(string text) : PasswordHash
{
    public static BcryptHash? TryParse(string text) => Form().IsMatch(text) ? new BcryptHash(text) : null;

    public override bool Matches(ReadOnlySpan<byte> password) =>
        BCrypt.Net.BCrypt.Verify(Encoding.UTF8.GetString(password), text);

    [GeneratedRegex(@"^\$2[aby]\$(0[4-9]|[12][0-9]|3[01])\$[./A-Za-z0-9]{53}$")]
    private static partial Regex Form();
}
