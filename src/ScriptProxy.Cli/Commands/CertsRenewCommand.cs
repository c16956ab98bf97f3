using System.CommandLine;

namespace ScriptProxy.Cli.Commands;

/// <summary><c>scriptproxy certs renew NAME</c>: orders it now, whenever it would be due.</summary>
internal static class CertsRenewCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand("renew", "Has the running proxy order a certificate again now, and waits for it.", "scriptproxy certs renew example.com");
        var name = CertsOrder.NameOf(command);
        var config = FileChoice.OptionOf();
        command.Options.Add(config);
        var json = JsonChoice.AddTo(command);
        command.SetAction((result, stop) => CertsOrder.RunAsync(
            Path.GetFullPath(result.GetValue(config) ?? FileChoice.Default),
            $"/certificates/{Uri.EscapeDataString(result.GetRequiredValue(name))}/renew",
            result.GetValue(json),
            result.InvocationConfiguration,
            stop));
        return command;
    }
}
