using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using ScriptProxy.Cli.Output;
using ScriptProxy.Observability;
using ScriptProxy.Server;
using ScriptProxy.Server.Explaining;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy explain</c>: shows what would become of a request, without sending it.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var url = new Argument<ExplainUrl>("url")
        {
            Description = "What a client would ask for",
            CustomParser = ParseUrl,
        };
        var file = FileChoice.OptionOf();
        var method = new Option<string>("--request", "-X")
        {
            Description = "The method",
            HelpName = "method",
            DefaultValueFactory = _ => "GET",
            CustomParser = ParseMethod,
        };
        var headers = new Option<(string, string)[]>("--header", "-H")
        {
            Description = "A header of the request; may be given several times",
            HelpName = "name: value",
            Arity = ArgumentArity.ZeroOrMore,
            CustomParser = ParseHeaders,
        };
        var from = new Option<IPAddress>("--from")
        {
            Description = "The address that the connection comes from",
            HelpName = "address",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = ParseAddress,
        };
        var json = new Option<bool>("--json") { Description = "For programs: names and places as JSON" };
        var command = new DocumentedCommand(
            "explain",
            "Shows what would become of a request, step by step, without sending it.",
            "scriptproxy explain https://shop.example.com/api/cart -X POST -H 'X-Beta: 1' --from 203.0.113.9")
        {
            url, file, method, headers, from, json,
        };
        command.SetAction((result, _) => RunAsync(
            FileChoice.PathOf(result, file),
            new ExplainRequest
            {
                Url = result.GetRequiredValue(url),
                Method = result.GetRequiredValue(method),
                Headers = result.GetValue(headers) ?? [],
                From = result.GetRequiredValue(from),
            },
            result.GetValue(json),
            result.InvocationConfiguration));
        return command;
    }

    private static async Task<int> RunAsync(
        string file, ExplainRequest request, bool json, InvocationConfiguration streams)
    {
        using var logs = new ConsoleLogs();
        var report = await new ProxyExplainer(logs).ExplainAsync(file, request);
        if (report.Explanation is null)
        {
            DiagnosticPrinter.ForConsole(streams.Error).Print(report.Diagnostics);
            return ExitCode.WrongFiles;
        }

        var text = json
            ? ExplanationJson.Of(request, report, Environment.CurrentDirectory)
            : ExplanationText.Of(request, report, Environment.CurrentDirectory);
        await streams.Output.WriteLineAsync(text);
        return ExitCode.Fine;
    }

    private static ExplainUrl? ParseUrl(ArgumentResult result) => ExplainUrl.Read(result.Tokens[0].Value)
        ?? Refused<ExplainUrl>(result, "is no url to ask for; write one like 'https://shop.example.com/cart?id=1'");

    private static string? ParseMethod(ArgumentResult result) => RequestHeaders.IsToken(result.Tokens[0].Value)
        ? result.Tokens[0].Value
        : Refused<string>(result, "is no method; write one like 'POST'");

    private static IPAddress? ParseAddress(ArgumentResult result) =>
        IPAddress.TryParse(result.Tokens[0].Value, out var address)
            ? address
            : Refused<IPAddress>(result, "is no address; write one like '203.0.113.9'");

    private static (string, string)[] ParseHeaders(ArgumentResult result)
    {
        List<(string, string)> headers = [];
        foreach (var token in result.Tokens)
        {
            if (RequestHeaders.Read(token.Value) is { } header)
                headers.Add(header);
            else
                result.AddError($"'{token.Value}' is no header; write it like 'X-Beta: 1'.");
        }

        return [.. headers];
    }

    private static T? Refused<T>(ArgumentResult result, string why)
        where T : class
    {
        result.AddError($"'{result.Tokens[0].Value}' {why}.");
        return null;
    }
}
