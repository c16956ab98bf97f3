using System.CommandLine;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy certs renew NAME</c>: orders it now, whenever it would be due.</summary>
internal static class CertsRenewCommand
{
    public static Command Create() => CertsOrder.Create(
        "renew",
        "Has the running proxy order a certificate again now, and waits for it.",
        "scriptproxy certs renew example.com",
        _ => "");
}
