using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads one of an upstream's <c>servers</c>: an address, or a table with one.</summary>
internal static class ServerReader
{
    public static bool Read(ValueSource source, [MaybeNullWhen(false)] out ServerSettings value)
    {
        value = source.Node is TomlTableNode table
            ? ReadTable(new TableReader(table, $"a server of '{source.Name}'", source.Folder, source.Diagnostics))
            : ReadAddress(source);
        return value is not null;
    }

    private static ServerSettings? ReadAddress(ValueSource source)
    {
        if (source.Node is not TomlStringNode)
        {
            source.RefuseType("\"http://127.0.0.1:3000\" or { url = \"http://127.0.0.1:3000\", weight = 2 }");
            return null;
        }

        if (!ServerAddressValue.Read(source, out var address))
            return null;
        return new ServerSettings { Place = source.Node.Place, Address = address, Name = DefaultName(address) };
    }

    private static ServerSettings? ReadTable(TableReader table)
    {
        table.Require("url", "url = \"http://127.0.0.1:3000\"");
        var known = table.TryRead<ServerAddress>("url", ServerAddressValue.Read, out var address);
        var name = table.Text("name");
        var weight = table.Read("weight", 1, NumberValue.Between(1, 65535));
        var backup = table.Read<bool>("backup", false, FlagValue.Read);
        table.Finish();
        if (!known)
            return null;
        return new ServerSettings
        {
            Place = table.Place,
            Address = address!,
            Name = name ?? DefaultName(address!),
            Weight = weight,
            Backup = backup,
        };
    }

    private static string DefaultName(ServerAddress address) => address switch
    {
        ServerAddress.Tcp tcp => string.Create(CultureInfo.InvariantCulture, $"{HostText(tcp.Host)}:{tcp.Port}"),
        ServerAddress.Unix unix => unix.Path,
        _ => address.ToString(),
    };

    private static string HostText(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
}
