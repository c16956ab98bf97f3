using ScriptProxy.Diagnostics;
using static ScriptProxy.Diagnostics.Diagnostic;

namespace ScriptProxy.Configuration;

/// <summary>Every mistake that proxy.toml can hold: one method a code, described in docs/diagnostics.md.</summary>
internal static class SettingsDiagnostics
{
    public static Diagnostic NotYet(SourcePlace key, string setting, string meanwhile) =>
        Warning(key, "SP0001", $"'{setting}' has no effect in this release: {meanwhile}");

    public static Diagnostic FileMissing(string file) =>
        Error(new(file), "SP1000",
            "the file does not exist; make a starter with 'scriptproxy new', or name another file with -c FILE");

    public static Diagnostic FileUnreadable(string file, string reason) =>
        Error(new(file), "SP1001", $"the file cannot be read: {OneLine.Of(reason)}; let the proxy's user read it");

    public static Diagnostic FileIsFolder(string file) =>
        Error(new(file), "SP1026", "this is a folder; name the proxy.toml in it");

    public static Diagnostic Syntax(SourcePlace place, string words) => Error(place, "SP1002", words);

    public static Diagnostic SetTwice(SourcePlace place, string key, string first) =>
        Error(place, "SP1003", $"'{key}' is already set at {first}; keep one of the two");

    public static Diagnostic UpstreamMissing(
        SourcePlace place, string site, string upstream, IEnumerable<string> names) =>
        Error(place, "SP1004",
            $"site '{site}' names upstream '{upstream}', which does not exist; {Hints.Name(upstream, names,
            $"add [upstream.{upstream}]")}");

    public static Diagnostic UnknownKey(SourcePlace place, string key, string table, IEnumerable<string> known) =>
        Error(place, "SP1005", $"unknown key '{key}' in {table}; {Hints.Choice(key, known)}");

    public static Diagnostic UnknownTable(SourcePlace place, string table, IEnumerable<string> known) =>
        Error(place, "SP1006", $"unknown table '{table}'; {Hints.Choice(table, known)}");

    public static Diagnostic WrongType(SourcePlace place, string name, string found, string expected) =>
        Error(place, "SP1007", $"'{name}' is {found}; write {expected}");

    public static Diagnostic KeyMissing(SourcePlace place, string table, string key, string example) =>
        Error(place, "SP1008", $"{table} has no '{key}'; add {example}");

    public static Diagnostic VariableMissing(SourcePlace place, string name) =>
        Error(place, "SP1009", $"environment variable '{name}' is not set; set it, or write ${{{name}:-default}}");

    public static Diagnostic VariableName(SourcePlace place, string name) =>
        Error(place, "SP1010", $"'{name}' is not a variable's name; write ${{NAME}}, or $${{ for a literal ${{");

    public static Diagnostic VariableNotClosed(SourcePlace place) =>
        Error(place, "SP1011", "'${' is not closed; write ${NAME}, or $${ for a literal ${");

    public static Diagnostic Duration(SourcePlace place, string name, string text) =>
        Error(place, "SP1012",
            $"'{name}' has no duration in '{text}'; write a whole number and ms, s, m, h or d, as in \"30s\"");

    public static Diagnostic Size(SourcePlace place, string name, string text) =>
        Error(place, "SP1013",
            $"'{name}' has no size in '{text}'; write a whole number and k, MB or GB, as in \"8k\"");

    public static Diagnostic UnknownChoice(SourcePlace place, string name, string text, IEnumerable<string> choices) =>
        Error(place, "SP1014", $"'{name}' cannot be '{text}'; {Hints.Choice(text, choices)}");

    public static Diagnostic OutOfRange(SourcePlace place, string name, string value, string range) =>
        Error(place, "SP1015", $"'{name}' is {value}; it must be {range}");

    public static Diagnostic ListenAddress(SourcePlace place, string text, string hint) =>
        Error(place, "SP1016", $"'{text}' is not an address to listen on; {hint}");

    public static Diagnostic ServerUrl(SourcePlace place, string text, string hint) =>
        Error(place, "SP1017", $"'{text}' is not the url of a server; {hint}");

    public static Diagnostic UrlHasPath(SourcePlace place, string url, string server) =>
        Error(place, "SP1018",
            $"'{url}' has more than a host and a port; "
            + $"write '{server}', and put a path into the script with .AddPrefix(\"/path\")");

    public static Diagnostic Network(SourcePlace place, string text, string hint) =>
        Error(place, "SP1019", $"'{text}' is not a network; {hint}");

    public static Diagnostic HostName(SourcePlace place, string text) =>
        Error(place, "SP1020",
            $"'{text}' is not a host; "
            + "write a name, \"*.example.com\" for all names below one, or \"*\" for every host");

    public static Diagnostic HostHasPort(SourcePlace place, string text, string host) =>
        Error(place, "SP1021", $"host '{text}' has a port, which belongs to a listener; write '{host}'");

    public static Diagnostic IncludeEmpty(SourcePlace place, string pattern) =>
        Warning(place, "SP1022",
            $"include '{pattern}' matches no file; patterns are relative to this file, * stands for part of a name");

    public static Diagnostic GlobalTableInInclude(SourcePlace place, string mainFile) =>
        Error(place, "SP1023", $"[proxy] stands in an included file; move it into '{Path.GetFileName(mainFile)}'");

    public static Diagnostic WritableByEveryone(string file) =>
        Error(new(file), "SP1024",
            "everyone on this machine may write the file, and so program the proxy; "
            + $"run 'chmod o-w {Path.GetFileName(file)}'");

    public static Diagnostic NameMissing(SourcePlace place, string kind) =>
        Error(place, "SP1025", $"[{kind}] needs a name; write [{kind}.NAME]");

    public static Diagnostic Name(SourcePlace place, string kind, string name) =>
        Error(place, "SP1027", $"'{name}' cannot name a {kind}; use letters, digits, '.', '-' and '_'");

    public static Diagnostic HashKey(SourcePlace place, string key) =>
        Error(place, "SP1028",
            $"'hash_key' cannot be '{key}'; write path, uri, host, ip, header:NAME or cookie:NAME");

    public static Diagnostic Sticky(SourcePlace place, string key) =>
        Error(place, "SP1029", $"'sticky' cannot be '{key}'; write cookie:NAME or header:NAME");

    public static Diagnostic SameAddress(
        SourcePlace place, string listener, string address,
        SourcePlace first, string firstListener, string firstAddress) =>
        Error(place, "SP1030",
            $"listener '{listener}' and listener '{firstListener}' ({Hints.At(first, place)}) both listen on "
            + $"'{address}'{(firstAddress == address ? "" : $", which '{firstAddress}' includes")}; "
            + "change one of them");

    public static Diagnostic NoListener(SourcePlace file) =>
        Error(file, "SP1031",
            "no listener is defined, so nothing could be served; add [listener.http] with address = \":80\"");

    public static Diagnostic NoSite(SourcePlace file) =>
        Error(file, "SP1032",
            "no site is defined, so nothing could be served; add [site.NAME] with a script or an upstream");

    public static Diagnostic ListenerMissing(
        SourcePlace place, string site, string listener, IEnumerable<string> names) =>
        Error(place, "SP1033",
            $"site '{site}' names listener '{listener}', which does not exist; {Hints.Name(listener, names,
            $"add [listener.{listener}]")}");

    public static Diagnostic ScriptMissing(SourcePlace place, string site, string file) =>
        Error(place, "SP1034",
            $"site '{site}' names script '{file}', which does not exist; "
            + "create it, or correct the path, which is relative to the TOML file");

    public static Diagnostic SiteServesNothing(SourcePlace place, string site) =>
        Error(place, "SP1035",
            $"site '{site}' has neither a script nor an upstream; "
            + $"add script = \"scripts/{site}.csx\" or upstream = \"NAME\"");

    public static Diagnostic SameHost(
        SourcePlace place, string host, string site, SourcePlace first, string firstSite) =>
        Error(place, "SP1036",
            $"host '{host}' of site '{site}' belongs to site '{firstSite}' already ({Hints.At(first, place)}); "
            + "name it in one of them, or give them different listeners");

    public static Diagnostic SameServer(SourcePlace place, string server, SourcePlace first, string upstream) =>
        Error(place, "SP1037",
            $"two servers of upstream '{upstream}' are named '{server}' (the other: {Hints.At(first, place)}); "
            + "remove one, or give it another name = \"…\"");

    public static Diagnostic NoServers(SourcePlace place, string table) =>
        Error(place, "SP1038",
            $"{table} has an empty 'servers'; add at least one, as in servers = [\"http://127.0.0.1:3000\"]");

    public static Diagnostic OnlyBackups(SourcePlace place, string upstream) =>
        Error(place, "SP1039",
            $"all servers of upstream '{upstream}' are backups; drop backup = true from at least one");

    public static Diagnostic HashWithoutKey(SourcePlace place, string upstream) =>
        Error(place, "SP1040",
            $"upstream '{upstream}' balances by hash without a 'hash_key'; "
            + "add hash_key = \"path\", \"ip\" or \"cookie:NAME\"");

    public static Diagnostic KeyWithoutHash(SourcePlace place, string upstream, string balance) =>
        Error(place, "SP1041",
            $"upstream '{upstream}' has a 'hash_key' but balances by '{balance}'; "
            + "write balance = \"hash\", or remove hash_key");

    public static Diagnostic UnknownBalancer(
        SourcePlace place, string upstream, string balance, IEnumerable<string> known) =>
        Error(place, "SP1042",
            $"upstream '{upstream}' balances by '{balance}', which does not exist; {Hints.Choice(balance, known)}");

    public static Diagnostic Statuses(SourcePlace place, string text) =>
        Error(place, "SP1043", $"'status' cannot be '{text}'; write one status or a range, as in \"200-399\"");

    public static Diagnostic PairIncomplete(SourcePlace place, string present, string missing) =>
        Error(place, "SP1044", $"'{present}' stands without '{missing}'; add '{missing}', or remove '{present}'");

    public static Diagnostic EmptyText(SourcePlace place, string name) =>
        Error(place, "SP1045", $"'{name}' is empty; write a value, or remove the key");

    public static Diagnostic TlsListenerRedirects(SourcePlace place, string listener) =>
        Error(place, "SP1046",
            $"listener '{listener}' speaks TLS already and would redirect to itself; "
            + "remove redirect, or tls = true");

    public static Diagnostic HostHeader(SourcePlace place, string text) =>
        Error(place, "SP1047",
            $"'host' cannot be '{text}'; "
            + "write keep, upstream, or a name such as \"app.internal\" or \"app.internal:8080\"");

    public static Diagnostic KeyOutsideTables(SourcePlace place, string key) =>
        Error(place, "SP1048",
            $"'{key}' stands outside every table; put it below a header such as [proxy] or [site.NAME]");

    public static Diagnostic NulCharacter(SourcePlace place, string name) =>
        Error(place, "SP1049", $"'{name}' has a character \\u0000, which no setting takes; remove it");

    public static Diagnostic OptionType(SourcePlace place, string plugin, string property, string type) =>
        Error(place, "SP1050",
            $"'{property}' of plugin '{plugin}' has the type {type}, which TOML cannot fill; "
            + "its author must use text, numbers, bool, TimeSpan, enums, lists, dictionaries or classes of these");

    public static Diagnostic OptionsNotMade(SourcePlace place, string plugin, string type, string reason) =>
        Error(place, "SP1051",
            $"the options {type} of plugin '{plugin}' cannot be made: {OneLine.Of(reason)}; "
            + "its author must give them a public constructor without parameters");

    public static Diagnostic OptionRefused(SourcePlace place, string plugin, string key, string reason) =>
        Error(place, "SP1052",
            $"plugin '{plugin}' refuses '{key}': {OneLine.Of(reason)}; "
            + "see the plugin's documentation for what it takes");

    public static Diagnostic OptionText(SourcePlace place, string name, string text, string expected) =>
        Error(place, "SP1053", $"'{name}' cannot be '{text}'; write {expected}");

    public static Diagnostic LogIsFolder(SourcePlace place, string path) =>
        Error(place, "SP1058", $"the access log '{path}' is a folder; name a file in it, as in \"{path.TrimEnd('/')}/access.log\"");

    public static Diagnostic LogFolderMissing(SourcePlace place, string path) =>
        Error(place, "SP1059",
            $"the folder of the access log '{path}' does not exist; "
            + "make it, for the proxy's user to write to, or name a file elsewhere");

    public static Diagnostic TlsFileUnreadable(SourcePlace place, string upstream, string file, string reason) =>
        Error(place, "SP1060",
            $"upstream '{upstream}' cannot read '{file}': {OneLine.Of(reason)}; correct the path, or who may read the file");

    public static Diagnostic TlsFileWithoutCertificate(SourcePlace place, string upstream, string file) =>
        Error(place, "SP1061",
            $"upstream '{upstream}' finds no certificate in '{file}'; it must be a PEM file with BEGIN CERTIFICATE");

    public static Diagnostic TlsKeyMismatch(SourcePlace place, string upstream, string cert, string key, string reason) =>
        Error(place, "SP1062",
            $"upstream '{upstream}' cannot use '{key}' as the key of '{cert}': {OneLine.Of(reason)}; "
            + "write the PEM file with the key, not encrypted, that the certificate was made for");

    public static Diagnostic TlsWithoutHttps(SourcePlace place, string upstream) =>
        Warning(place, "SP1063",
            $"upstream '{upstream}' has 'tls' but no server with an https url; write https://, or remove tls");

    public static Diagnostic CertificateTwice(SourcePlace place) =>
        Error(place, "SP1064", "'certificate' names a pfx file, which holds the key too, and cert besides; keep one of the two");

    public static Diagnostic UnknownDnsChallenge(SourcePlace place, string dns, IReadOnlySet<string> known) =>
        Error(place, "SP1065",
            $"[acme] proves names by the DNS challenge '{dns}', which no plugin offers; "
            + (known.Count > 0 ? Hints.Choice(dns, known) : "put a plugin that does into the plugins folder"));

    public static Diagnostic WildcardWithoutDns(SourcePlace place, string site, string host) =>
        Warning(place, "SP1066",
            $"site '{site}' gets a certificate by [acme] that is not for '{host}', for only DNS can prove a wildcard; "
            + "set dns to a plugin's DNS challenge, call 'OnDemandCertificate' in its script, or give the site a certificate of its own");

    public static Diagnostic TermsNotAgreed(SourcePlace place) =>
        Warning(place, "SP1067",
            "[acme] does not agree to the CA's terms, without which most CAs give nothing; read them, and add agree_to_terms = true");

    public static Diagnostic ProxyProtocolOfNobody(SourcePlace place, string listener) =>
        Error(place, "SP1070",
            $"listener '{listener}' has proxy_protocol = true, and nobody may connect to it; "
            + "name the proxies before it in trusted_proxies of [proxy], as in trusted_proxies = [\"10.0.0.0/8\"]");

    public static Diagnostic NoHttp3(SourcePlace place, string listener, string spoken) =>
        Warning(place, "SP1071",
            $"listener '{listener}' does not speak HTTP/3: it runs over QUIC, and listeners take TCP only; "
            + $"clients are served over {spoken}, remove \"3\" to be rid of this line");

    public static Diagnostic ClientCaWithoutTls(SourcePlace place, string listener) =>
        Error(place, "SP1072",
            $"listener '{listener}' has a client_ca but does not speak TLS, where clients could show certificates; "
            + "add tls = true, or remove client_ca");

    public static Diagnostic ClientCaUnreadable(SourcePlace place, string listener, string file, string reason) =>
        Error(place, "SP1073",
            $"listener '{listener}' cannot read '{file}': {OneLine.Of(reason)}; correct the path, or who may read the file");

    public static Diagnostic ClientCaWithoutCertificate(SourcePlace place, string listener, string file) =>
        Error(place, "SP1074",
            $"listener '{listener}' finds no certificate in '{file}'; it must be a PEM file with BEGIN CERTIFICATE");

    public static Diagnostic ProxyProtocolShared(SourcePlace place, string upstream) =>
        Error(place, "SP1075",
            $"upstream '{upstream}' has both proxy_protocol and http = \"2\" or \"auto\", whose connections serve many clients; "
            + "remove one of the two");
}
