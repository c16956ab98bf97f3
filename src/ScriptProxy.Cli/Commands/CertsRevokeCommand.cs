using System.CommandLine;
using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy certs revoke NAME</c>: for a key that somebody else may have.</summary>
internal static class CertsRevokeCommand
{
    public static Command Create()
    {
        var reason = new Option<string>("--reason") { Description = "Why", DefaultValueFactory = _ => RevocationWords.All[0] };
        reason.AcceptOnlyFromAmong([.. RevocationWords.All]);
        var command = CertsOrder.Create(
            "revoke",
            "Has the CA revoke a certificate, and orders another with another key.",
            "scriptproxy certs revoke example.com --reason keycompromise",
            result => $"?reason={result.GetValue(reason)}");
        command.Options.Add(reason);
        return command;
    }
}
