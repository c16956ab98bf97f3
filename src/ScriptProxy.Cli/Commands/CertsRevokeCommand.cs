using System.CommandLine;
using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy certs revoke NAME</c>: for a key that somebody else may have.</summary>
internal static class CertsRevokeCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand("revoke", "Has the CA revoke a certificate, and orders another with another key.", "scriptproxy certs revoke example.com --reason keycompromise");
        var name = CertsOrder.NameOf(command);
        var config = FileChoice.OptionOf();
        command.Options.Add(config);
        var reason = new Option<string>("--reason") { Description = "Why", DefaultValueFactory = _ => RevocationWords.All[0] };
        reason.AcceptOnlyFromAmong([.. RevocationWords.All]);
        command.Options.Add(reason);
        var json = JsonChoice.AddTo(command);
        command.SetAction((result, stop) => CertsOrder.RunAsync(
            Path.GetFullPath(result.GetValue(config) ?? FileChoice.Default),
            $"/certificates/{Uri.EscapeDataString(result.GetRequiredValue(name))}/revoke?reason={result.GetValue(reason)}",
            result.GetValue(json),
            result.InvocationConfiguration,
            stop));
        return command;
    }
}
