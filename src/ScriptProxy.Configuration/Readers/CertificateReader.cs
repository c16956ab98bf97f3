using ScriptProxy.Configuration.Model;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads a site's <c>certificate</c>: a word, or a table that names files.</summary>
internal static class CertificateReader
{
    private const string Expected =
        "\"acme\", \"internal\", { cert = \"fullchain.pem\", key = \"privkey.pem\" } or { pfx = \"site.pfx\" }";

    private static readonly ValueReader<CertificateSettings> Word = ChoiceValue.Of<CertificateSettings>(
        ("acme", new CertificateSettings.Acme()), ("internal", new CertificateSettings.Internal()));

    public static bool Read(ValueSource source, out CertificateSettings? value)
    {
        value = null;
        if (source.Node is TomlStringNode)
            return Word(source, out value);
        if (source.Node is not TomlTableNode node)
            return source.RefuseType(Expected);
        value = Named(new TableReader(node, "'certificate'", source.Folder, source.Diagnostics));
        return true;
    }

    private static CertificateSettings? Named(TableReader table)
    {
        var password = table.Text("password");
        var (cert, key) = (Path(table, "cert"), Path(table, "key"));
        var pfx = Path(table, "pfx");
        CheckKeys(table);
        table.Finish();
        if (pfx is { } one)
            return new CertificateSettings.Pfx(one, password);
        return cert is null || key is null ? null : new CertificateSettings.Files(cert.Value, key.Value, password);
    }

    private static void CheckKeys(TableReader table)
    {
        PairRule.Check(table, "cert", "key");
        if (!table.Has("pfx"))
        {
            if (!table.Has("cert") && !table.Has("key"))
                table.Require("cert", "cert = \"fullchain.pem\" and key = \"privkey.pem\"");
        }
        else if (table.Node("cert") is { } cert)
        {
            table.Diagnostics.Add(SettingsDiagnostics.CertificateTwice(cert.Place));
        }
    }

    private static Located<string>? Path(TableReader table, string key) =>
        table.Located<string>(key, TextValue.ReadPath);
}
