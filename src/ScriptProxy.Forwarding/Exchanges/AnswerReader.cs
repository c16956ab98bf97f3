using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding.Connections;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Forwarding.Exchanges;

/// <summary>Waits for the head of the answer and passes over interim ones (RFC 9110 §15.2).</summary>
internal sealed class AnswerReader
{
    /// <summary>Whether a byte of an answer has come.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Null when the head of the final answer is there.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ForwardOutcome?> ReadHead(ServerConnection connection, ForwardTerms terms, Upload upload)
    {
        HasBegun = false;
        while (true)
        {
            var step = connection.Parser.Parse(connection.Unread, out var consumed);
            connection.Consume(consumed);
            if (step != ParseStep.NeedsMore)
            {
                if (step != ParseStep.Done || IsFinal(connection.Parser, upload))
                    return Judge(step, connection.Parser, terms);
                continue;
            }

            var fill = connection.Fill();
            var count = await (upload.Asks ? upload.AwaitGo(fill) : fill);
            if (count <= 0)
                return new ForwardOutcome(ForwardPhase.Answer, ServerFault.Describe(connection, count, "it closed the connection"));
            HasBegun = true;
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

    private static ForwardOutcome? Judge(ParseStep step, HeadParser parser, ForwardTerms terms) => step switch
    {
        ParseStep.TooLarge => new ForwardOutcome(ForwardPhase.LargeHead, $"its head has more than {terms.MostHeadBytes} bytes"),
        ParseStep.Bad => new ForwardOutcome(ForwardPhase.Head, parser.Fault),
        _ => parser.Head.Status == StatusCodes.Status101SwitchingProtocols && !terms.Upgrades
            ? new ForwardOutcome(ForwardPhase.Head, "it switched protocols without having been asked to")
            : null,
    };
}
