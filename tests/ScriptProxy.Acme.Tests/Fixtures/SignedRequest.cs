using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ScriptProxy.Acme.Tests.Fixtures;

/// <summary>Reads what a client signed.</summary>
internal static class SignedRequest
{
    public static async Task<string> PayloadOf(HttpContext http)
    {
        Assert.Equal("application/jose+json", http.Request.ContentType);
        var jws = await JsonNode.ParseAsync(http.Request.Body);
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars((string)jws!["payload"]!));
    }
}
