using Microsoft.AspNetCore.Http;

namespace ScriptProxy.GeoBlock.Tests.Fakes;

/// <summary>Runs what rules were told to use.</summary>
internal static class RulesRun
{
    public static Task<int> StatusFor(this IRules rules, HttpContext http) => ((Rules)rules).StatusFor(http);
}
