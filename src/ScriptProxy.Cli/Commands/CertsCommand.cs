using System.CommandLine;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy certs</c>: the certificates of the running proxy; the same as <c>certs list</c>.</summary>
internal static class CertsCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand(
            "certs", "Lists the certificates that the running proxy shows, renews or revokes one.", "scriptproxy certs renew example.com");
        CertsListCommand.Configure(command);
        command.Subcommands.Add(CertsListCommand.Create());
        command.Subcommands.Add(CertsRenewCommand.Create());
        command.Subcommands.Add(CertsRevokeCommand.Create());
        return command;
    }
}
