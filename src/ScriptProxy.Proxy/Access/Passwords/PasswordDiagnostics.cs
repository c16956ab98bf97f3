using ScriptProxy.Diagnostics;

namespace ScriptProxy.Proxy.Access.Passwords;

/// <summary>What can be wrong with the file of a <c>BasicAuth</c>. Never says what a password or its hash is.</summary>
internal static class PasswordDiagnostics
{
    public static Diagnostic Unreadable(SourcePlace place, string path, string reason) => Diagnostic.Error(
        place, "SP2160",
        $"password file '{path}' cannot be read ({reason.TrimEnd('.')}); give the proxy's user the right to read it");

    public static Diagnostic WritableByEveryone(SourcePlace place, string path) => Diagnostic.Error(
        place, "SP2167", $"password file '{path}' may be written by everyone on this machine; run 'chmod o-w {path}'");

    public static Diagnostic NotAUser(SourcePlace place) => Diagnostic.Error(
        place, "SP2169", "this line is not 'name:hash'; make it with 'htpasswd -B FILE NAME', or begin it with '#'");

    public static Diagnostic NotAHash(SourcePlace place, string user) => Diagnostic.Error(
        place, "SP2168",
        $"the password of '{user}' is plain text or hashed in a way that is not read; set it anew with " +
        $"'htpasswd -B FILE {user}' (bcrypt), or use apr1 or {{SHA}}");
}
