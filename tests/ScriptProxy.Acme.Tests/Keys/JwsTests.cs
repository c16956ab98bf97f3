using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ScriptProxy.Acme.Keys;
using ScriptProxy.Acme.Wire;

namespace ScriptProxy.Acme.Tests.Keys;

public sealed class JwsTests : IDisposable
{
    private static readonly Uri Url = new("https://ca.test/new");

    private readonly AccountKey _key = AccountKey.Create();

    [Fact]
    public void Makes_the_HS256_signature_of_RFC_7515()
    {
        // Appendix A.1, whose JSON has line breaks: what is signed is taken from there.
        var key = Base64Url.DecodeFromChars(
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
        var input = Jws.SigningInput(
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ");

        Assert.Equal(
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", Base64Url.EncodeToString(HMACSHA256.HashData(key, input)));
    }

    [Fact]
    public void Names_the_account_the_nonce_and_the_url()
    {
        var made = Signer.ByAccount(_key, new Uri("https://ca.test/account/1")).Make(Url, "nonce", "{}");

        Assert.Equal(
            """{"alg":"ES256","kid":"https://ca.test/account/1","nonce":"nonce","url":"https://ca.test/new"}""",
            Decode(made["protected"]));
        Assert.Equal("{}", Decode(made["payload"]));
        Assert.True(_key.Verifies(
            Jws.SigningInput((string)made["protected"]!, (string)made["payload"]!),
            Base64Url.DecodeFromChars((string)made["signature"]!)));
    }

    [Fact]
    public void Carries_the_key_before_there_is_an_account()
    {
        var header = JsonNode.Parse(Decode(Signer.ByKey(_key).Make(Url, "nonce", "{}")["protected"]))!;

        Assert.Null(header["kid"]);
        Assert.Equal(["crv", "kty", "x", "y"], header["jwk"]!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public void Gets_with_an_empty_payload() =>
        Assert.Equal("", (string?)Signer.ByAccount(_key, Url).Make(Url, "nonce", "")["payload"]);

    [Fact]
    public void Signs_a_new_key_without_a_nonce() =>
        Assert.DoesNotContain("nonce", Decode(Signer.ByKey(_key).Make(Url, null, "{}")["protected"]));

    [Fact]
    public void Binds_the_account_to_one_outside()
    {
        var bound = new ExternalAccount("kid-1", "c2VjcmV0").Bind(_key, Url);

        Assert.Equal("""{"alg":"HS256","kid":"kid-1","url":"https://ca.test/new"}""", Decode(bound["protected"]));
        Assert.Equal(_key.ToJwk().ToJsonString(), Decode(bound["payload"]));
        Assert.Equal(
            Base64Url.EncodeToString(HMACSHA256.HashData(
                "secret"u8, Jws.SigningInput((string)bound["protected"]!, (string)bound["payload"]!))),
            (string?)bound["signature"]);
    }

    [Theory]
    [InlineData("a+b/cw==")]
    [InlineData("a-b_cw")]
    public void Reads_an_external_key_in_either_alphabet(string key)
    {
        var bound = new ExternalAccount("kid", key).Bind(_key, Url);
        var expected = new ExternalAccount("kid", "a-b_cw").Bind(_key, Url);

        Assert.Equal((string?)expected["signature"], (string?)bound["signature"]);
    }

    [Fact]
    public void Refuses_an_external_key_that_is_no_base64() =>
        Assert.Contains("eab", Assert.Throws<AcmeException>(() => new ExternalAccount("kid", "not a key!")).Message);

    public void Dispose() => _key.Dispose();

    private static string Decode(JsonNode? text) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars((string)text!));
}
