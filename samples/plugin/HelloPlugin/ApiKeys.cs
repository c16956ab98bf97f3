using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Samples.Hello;

/// <summary>Answers 401 to requests without a known key. Takes the key out of those that go on.</summary>
internal sealed class ApiKeys(HelloOptions options)
{
    private readonly byte[][] _known = [.. options.Keys.Select(Digest)];

    public Task Check(HttpContext http, RequestDelegate next)
    {
        var key = http.Request.Headers[options.Header];
        if (key.Count != 1 || !IsKnown(key.ToString()))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        http.Request.Headers.Remove(options.Header);
        return next(http);
    }

    // Every key is compared, and in a time that does not depend on how much of it is right.
    private bool IsKnown(string key)
    {
        var digest = Digest(key);
        var found = false;
        foreach (var known in _known)
            found |= CryptographicOperations.FixedTimeEquals(known, digest);
        return found;
    }

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
