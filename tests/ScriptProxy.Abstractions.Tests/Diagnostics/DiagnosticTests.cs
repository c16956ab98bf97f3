using ScriptProxy.Diagnostics;

namespace ScriptProxy.Abstractions.Tests.Diagnostics;

public sealed class DiagnosticTests
{
    [Fact]
    public void Prints_place_severity_code_and_message() =>
        Assert.Equal(
            "proxy.toml(14,13): error SP1004: site 'shop' names upstream 'ap'",
            Diagnostic.Error(new SourcePlace("proxy.toml", 14, 13), "SP1004", "site 'shop' names upstream 'ap'")
                .ToString());

    [Fact]
    public void Prints_a_warning_of_a_whole_file_without_a_position() =>
        Assert.Equal(
            "proxy.toml: warning SP0001: no effect yet",
            Diagnostic.Warning(new SourcePlace("proxy.toml"), "SP0001", "no effect yet").ToString());
}
