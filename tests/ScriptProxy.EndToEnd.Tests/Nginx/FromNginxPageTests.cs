using System.Text.RegularExpressions;
using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>docs/from-nginx.md lists what the cases show, and nothing else.</summary>
public sealed partial class FromNginxPageTests
{
    private static readonly string Page = File.ReadAllText(Checkout.At("docs/from-nginx.md"));

    [Fact]
    public void Every_deliberate_difference_has_its_line_and_every_line_its_case() =>
        Assert.Equal(
            SectionReader.All
                .SelectMany(section => section.Cases)
                .Select(one => one.Difference?.Reason)
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal),
            Entry().Matches(Page).Select(match => match.Groups["reason"].Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^- \*\*(?<reason>[^*]+)\.\*\*", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();
}
