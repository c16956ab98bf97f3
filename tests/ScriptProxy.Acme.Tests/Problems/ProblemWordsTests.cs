using System.Text;
using ScriptProxy.Acme.Problems;

namespace ScriptProxy.Acme.Tests.Problems;

public sealed class ProblemWordsTests
{
    [Theory]
    [InlineData(
        """{"type":"urn:ietf:params:acme:error:rateLimited","detail":"too many certificates already issued."}""",
        "a rate limit of the CA is reached: too many certificates already issued (rateLimited); wait; while trying things out, "
        + "use the CA's staging directory")]
    [InlineData(
        """{"type":"urn:ietf:params:acme:error:caa","detail":"CAA record for a.example prevents issuance"}""",
        "a CAA record of the name forbids this CA: CAA record for a.example prevents issuance (caa); add the CA to the name's "
        + "CAA records, or remove them")]
    [InlineData(
        """{"type":"urn:ietf:params:acme:error:userActionRequired","detail":"new terms","instance":"https://ca.test/terms"}""",
        "the CA wants somebody to visit a page first: new terms (userActionRequired), see https://ca.test/terms; visit it, it "
        + "may be about new terms")]
    [InlineData("""{"type":"about:blank","detail":"no"}""", "the CA refuses it: no (about:blank)")]
    [InlineData("{}", "the CA refuses it")]
    [InlineData("""{"type":7,"detail":[],"subproblems":{}}""", "the CA refuses it")]
    public void Says_what_it_means_and_what_to_do(string document, string words) =>
        Assert.Equal(words, ProblemWords.Of(Read(document)!));

    [Fact]
    public void Names_each_part()
    {
        var problem = Read(
            """
            {
              "type": "urn:ietf:params:acme:error:compound", "detail": "two names",
              "subproblems": [
                { "type": "urn:ietf:params:acme:error:rejectedIdentifier", "detail": "on a list",
                  "identifier": { "type": "dns", "value": "bad.example" } },
                { "type": "urn:ietf:params:acme:error:caa", "detail": "no",
                  "identifier": { "type": "dns", "value": "caa.example" } }
              ]
            }
            """)!;

        Assert.Equal(
            "several things are wrong: two names (compound); bad.example: the CA does not issue for this name: on a list "
            + "(rejectedIdentifier); caa.example: a CAA record of the name forbids this CA: no (caa)",
            ProblemWords.Of(problem));
    }

    [Fact]
    public void Keeps_to_one_line_whatever_the_CA_sends()
    {
        var problem = Read("{\"type\":\"x\",\"detail\":\"a\\nERROR b\\u001b[31m " + new string('c', 5000) + "\"}")!;

        var words = ProblemWords.Of(problem);

        Assert.DoesNotContain('\n', words);
        Assert.DoesNotContain('\u001b', words);
        Assert.InRange(words.Length, 1, 500);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    public void Takes_no_other_page_for_a_problem(string body) => Assert.Null(Read(body));

    private static Problem? Read(string document) => ProblemReader.Read(Encoding.UTF8.GetBytes(document));
}
