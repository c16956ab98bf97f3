using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ScriptProxy.Acme.Keys;

namespace ScriptProxy.Acme.Tests.Keys;

public sealed class AccountKeyTests
{
    [Fact]
    public void Makes_the_thumbprint_of_RFC_7638()
    {
        // Section 3.1.
        const string Modulus =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs"
            + "tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbI"
            + "SD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

        Assert.Equal(
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", JwkThumbprint.Of(("kty", "RSA"), ("n", Modulus), ("e", "AQAB")));
    }

    [Fact]
    public void Verifies_the_ES256_signature_of_RFC_7515()
    {
        // Appendix A.3.
        using var key = Rfc7515Key();
        var input = Jws.SigningInput(
            "eyJhbGciOiJFUzI1NiJ9",
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ");
        byte[] signature =
        [
            14, 209, 33, 83, 121, 99, 108, 72, 60, 47, 127, 21, 88, 7, 212, 2,
            163, 178, 40, 3, 58, 249, 124, 126, 23, 129, 154, 195, 22, 158, 166, 101,
            197, 10, 7, 211, 140, 60, 112, 229, 216, 241, 45, 175, 8, 74, 84, 128,
            166, 101, 144, 197, 242, 147, 80, 154, 143, 63, 127, 138, 131, 163, 84, 213,
        ];

        Assert.True(key.Verifies(input, signature));
    }

    [Fact]
    public void Signs_what_it_verifies_in_64_bytes()
    {
        using var key = Rfc7515Key();
        var data = Encoding.ASCII.GetBytes("data");

        var signature = key.Sign(data);

        Assert.Equal(64, signature.Length);
        Assert.True(key.Verifies(data, signature));
    }

    [Fact]
    public void Is_the_same_key_after_it_was_written()
    {
        using var key = AccountKey.Create();
        using var copy = AccountKey.FromPem(key.ToPem());

        Assert.Equal(key.Thumbprint, copy.Thumbprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key at all")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void Refuses_what_is_no_key(string pem) =>
        Assert.Equal(AcmeFault.Unsupported, Assert.Throws<AcmeException>(() => AccountKey.FromPem(pem)).Fault);

    [Fact]
    public void Refuses_another_curve()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        var error = Assert.Throws<AcmeException>(() => AccountKey.FromPem(other.ExportPkcs8PrivateKeyPem()));

        Assert.EndsWith("its size is 384 bits, and must be 256", error.Message);
    }

    private static AccountKey Rfc7515Key()
    {
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q =
            {
                X = Base64Url.DecodeFromChars("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                Y = Base64Url.DecodeFromChars("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
            },
            D = Base64Url.DecodeFromChars("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"),
        });
        return AccountKey.FromPem(key.ExportPkcs8PrivateKeyPem());
    }
}
