using System.Security.Claims;
using System.Security.Principal;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Access.Passwords;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;

namespace ScriptProxy.Proxy.Access;

/// <summary>
/// Runs after the networks: lets users of a file in (nginx: <c>auth_basic</c>), others get 401. Who it is stands in
/// <c>http.User</c>; the header goes on to the upstream.
/// </summary>
internal sealed class BasicAuthLink(PasswordFile file, string challenge, PasswordVerifier verifier)
{
    private const int MostBytes = 512;
    private const string Scheme = "Basic";

    /// <summary>What asks for a password (RFC 7617 §2.1).</summary>
    public static string ChallengeFor(string realm) => $"{Scheme} realm=\"{realm}\", charset=\"UTF-8\"";

    public Task Run(HttpContext http, RequestDelegate next)
    {
        // The fingerprint of the file and behind it what the client says.
        Span<byte> bytes = stackalloc byte[file.Fingerprint.Length + MostBytes];
        file.Fingerprint.CopyTo(bytes);
        var credentials = bytes[file.Fingerprint.Length..];
        if (http.Request.Headers.Authorization is not [{ } header]
            || !BasicCredentials.TryRead(header, credentials, out var length))
            return Challenge(http);

        var mark = verifier.Verified.MarkOf(bytes[..(file.Fingerprint.Length + length)]);
        return verifier.Verified.TryGet(mark, out var user)
            ? LetIn(http, next, user)
            : Verify(http, next, credentials[..length].ToArray(), mark);
    }

    private async Task Verify(HttpContext http, RequestDelegate? next, byte[] credentials, UInt128 mark)
    {
        var user = await verifier.Verify(file, credentials, mark, http.RequestAborted);
        if (user is null)
        {
            await Challenge(http);
            return;
        }

        http.User = PrincipalOf(user);
        await Onward.Run(http, ref next);
    }

    private static Task LetIn(HttpContext http, RequestDelegate next, string user)
    {
        http.User = PrincipalOf(user);
        return next(http);
    }

    private static ClaimsPrincipal PrincipalOf(string user) => new(new GenericIdentity(user, Scheme));

    private Task Challenge(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = challenge;
        return Answer.Plain(http, StatusCodes.Status401Unauthorized);
    }
}
