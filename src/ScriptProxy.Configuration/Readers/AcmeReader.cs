using ScriptProxy.Configuration.Settings;
using ScriptProxy.Configuration.Values;

namespace ScriptProxy.Configuration.Readers;

/// <summary>Reads <c>[acme]</c>.</summary>
internal static class AcmeReader
{
    private static readonly ValueReader<string> Challenge = ChoiceValue.Of("http-01", "tls-alpn-01", "dns-01");
    private static readonly ValueReader<string> Named = ChoiceValue.Of(
        "letsencrypt", "letsencrypt-staging", "zerossl");

    public static AcmeSettings Read(TableReader table)
    {
        var defaults = new AcmeSettings { Place = table.Place };
        var eab = table.Table("eab");
        var settings = defaults with
        {
            Email = table.Text("email"),
            AgreeToTerms = table.Read<bool>("agree_to_terms", false, FlagValue.Read),
            Directory = table.Read<string>("directory", defaults.Directory, Directory),
            Challenge = table.Read("challenge", defaults.Challenge, Challenge),
            Dns = table.Located<string>("dns", TextValue.Read),
            EabKid = eab?.Text("kid"),
            EabKey = eab?.Text("key"),
            Ca = table.FullPath("ca"),
            Profile = table.Text("profile"),
            Chain = table.Text("chain"),
            Parallel = table.Read("parallel", defaults.Parallel, NumberValue.Between(1, 1000)),
            Fallback = table.Table("fallback") is { } fallback ? ReadFallback(fallback, defaults.Directory) : null,
        };
        if (settings.Challenge == "dns-01")
            table.Require("dns", "dns = \"NAME\", a plugin's DNS challenge");
        Finish(eab);
        table.Finish();
        return settings;
    }

    private static AcmeFallback ReadFallback(TableReader table, string otherwise)
    {
        var eab = table.Table("eab");
        table.Require("directory", "directory = \"zerossl\", or another CA");
        var fallback = new AcmeFallback
        {
            Directory = table.Read<string>("directory", otherwise, Directory),
            EabKid = eab?.Text("kid"),
            EabKey = eab?.Text("key"),
            Ca = table.FullPath("ca"),
        };
        Finish(eab);
        table.Finish();
        return fallback;
    }

    private static void Finish(TableReader? eab)
    {
        if (eab is null)
            return;
        PairRule.Check(eab, "kid", "key");
        eab.Finish();
    }

    private static bool Directory(ValueSource source, out string value)
    {
        value = "";
        if (source.Node is Model.TomlStringNode { Text: var text }
            && text.StartsWith("https://", StringComparison.Ordinal)
            && Uri.TryCreate(text, UriKind.Absolute, out _))
        {
            value = text;
            return true;
        }

        return Named(source, out value!);
    }
}
