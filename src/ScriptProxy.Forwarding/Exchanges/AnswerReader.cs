using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding.Connections;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Forwarding.Exchanges;

/// <summary>Reads the head of the answer as it arrives, and passes over interim ones (RFC 9110 §15.2).</summary>
internal sealed class AnswerReader
{
    /// <summary>Whether a byte of an answer has come.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether the head of the final answer is there.</summary>
    public bool IsThere { get; private set; }

    /// <summary>Begins with the answers to another request.</summary>
    public void Begin() => HasBegun = IsThere = false;

    /// <summary>Reads what has arrived; null unless nothing more is to be waited for.</summary>
    /// <param name="connection">Where it has.</param>
    /// <param name="count">How much that was; 0 for the end, less when the connection is broken.</param>
    /// <param name="terms">What holds for the exchange.</param>
    /// <param name="needs">What it asks for.</param>
    /// <param name="upload">What is being sent, which an interim answer may be about.</param>
    public ForwardOutcome? Read(ServerConnection connection, int count, ForwardTerms terms, ForwardNeeds needs, Upload upload)
    {
        if (count <= 0)
            return new ForwardOutcome(ForwardPhase.Answer, ServerFault.Describe(connection, count, "it closed the connection"));
        HasBegun = true;
        while (true)
        {
            var step = connection.Parser.Parse(connection.Unread, out var consumed);
            connection.Consume(consumed);
            if (step == ParseStep.NeedsMore)
                return null;
            if (step == ParseStep.Done && !IsFinal(connection.Parser, upload))
                continue;
            IsThere = true;
            return Judge(step, connection.Parser, terms, needs);
        }
    }

    private static bool IsFinal(HeadParser parser, Upload upload)
    {
        if (parser.Head.Status is >= 200 or StatusCodes.Status101SwitchingProtocols)
            return true;
        if (parser.Head.Status == StatusCodes.Status100Continue)
            upload.GoOn();
        parser.BeginHead();
        return false;
    }

    private static ForwardOutcome? Judge(ParseStep step, HeadParser parser, ForwardTerms terms, ForwardNeeds needs) => step switch
    {
        ParseStep.TooLarge => new ForwardOutcome(ForwardPhase.LargeHead, $"its head has more than {terms.MostHeadBytes} bytes"),
        ParseStep.Bad => new ForwardOutcome(ForwardPhase.Head, parser.Fault),
        _ => parser.Head.Status == StatusCodes.Status101SwitchingProtocols && !needs.HasFlag(ForwardNeeds.Upgrades)
            ? new ForwardOutcome(ForwardPhase.Head, "it switched protocols without having been asked to")
            : null,
    };
}
