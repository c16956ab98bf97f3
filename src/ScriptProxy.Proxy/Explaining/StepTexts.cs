using System.Globalization;
using System.Net;
using ScriptProxy.Configuration;
using ScriptProxy.PluginHosting;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Explaining;

/// <summary>Tells of one rule of a site or route.</summary>
internal static class StepTexts
{
    public static ExplainedStep Of(PluginMiddleware middleware) => new(
        "plugin", "plugin", middleware.Name, null)
    { Note = $"plugin {middleware.Plugin}, everywhere, order {middleware.Order}" };

    public static ExplainedStep Of(MiddlewareRule rule, string level) => new(
        "use", level, rule.PluginName is { } name ? $"Use({CallText.Quoted(name)})" : "Use(…)", rule.Place);

    public static ExplainedStep Of(HeaderRule rule, string level) => new(
        rule.Removes ? "remove_response_header" : "response_header", level, CallText.Header(rule, "ResponseHeader"),
        rule.Place);

    public static ExplainedStep Of(RateLimitRule rule, string level)
    {
        var burst = rule.Burst > 0 ? $", burst: {rule.Burst}" : "";
        var text = string.Create(CultureInfo.InvariantCulture, $"RateLimit(perSecond: {rule.PerSecond}{burst}");
        return new ExplainedStep(
            "rate_limit", level, $"{text}{By(rule.By)}{(rule.Delay ? ", delay: true" : "")})", rule.Place);
    }

    public static ExplainedStep Of(ConcurrencyRule rule, string level) => new(
        "concurrency_limit", level, $"ConcurrencyLimit({rule.Limit}{By(rule.By)})", rule.Place);

    /// <summary>One call of Allow or Deny, which may name several networks.</summary>
    public static ExplainedStep Of(IReadOnlyList<AccessRule> call, string level, IPAddress client)
    {
        var name = call[0].Allows ? "Allow" : "Deny";
        var networks = string.Join(", ", call.Select(rule => CallText.Quoted(rule.Text)));
        var has = call.Any(rule => rule.Network.Contains(client));
        return new ExplainedStep(call[0].Allows ? "allow" : "deny", level, $"{name}({networks})", call[0].Place)
        {
            Note = has ? $"has {client}" : $"does not have {client}",
        };
    }

    public static ExplainedStep Of(BasicAuthRule rule, string level) => new(
        "basic_auth", level, $"BasicAuth({CallText.Quoted(WrittenPath.Of(rule.File, rule.Place))})", rule.Place);

    public static ExplainedStep Of(ErrorPageRule rule, string level)
    {
        var page = rule.File is { } file ? CallText.Quoted(WrittenPath.Of(file, rule.Place)) : "…";
        return new ExplainedStep(
            "error_page", level, $"ErrorPage({rule.Status}, {page}{(rule.Intercepts ? ", intercept: true" : "")})",
            rule.Place);
    }

    /// <summary>As a script writes it, in the largest unit that it is whole in.</summary>
    public static string Time(TimeSpan time)
    {
        (double Number, string Unit)[] units =
        [
            (time.TotalHours, "h"), (time.TotalMinutes, "m"), (time.TotalSeconds, "s"), (time.TotalMilliseconds, "ms"),
        ];
        var (number, unit) = units.FirstOrDefault(unit => double.IsInteger(unit.Number), units[^1]);
        return CallText.Quoted(string.Create(CultureInfo.InvariantCulture, $"{number}{unit}"));
    }

    private static string By(Delegate? key) => key is null ? "" : ", by: …";
}
