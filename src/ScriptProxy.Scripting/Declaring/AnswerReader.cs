using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Scripting.Declaring;

/// <summary>Checks the ends that answer without an upstream.</summary>
internal static class AnswerReader
{
    /// <summary>The end; null when it was reported.</summary>
    public static RouteEnd.Respond? Respond(
        string text, int status, string contentType, SourcePlace place, LoadLedger ledger)
    {
        var type = ContentTypes.Complete(contentType);
        if (type is null)
            ledger.Report(DeclarationDiagnostics.BadContentType(place, contentType));
        if (status is < 200 or > 599)
            ledger.Report(DeclarationDiagnostics.BadStatus(place, status));
        else if (text.Length > 0 && HasNoBody(status))
            ledger.Report(DeclarationDiagnostics.BodyNotAllowed(place, status));
        else if (type is not null)
            return new RouteEnd.Respond(text, status, type);
        return null;
    }

    /// <summary>The end; null when it was reported.</summary>
    public static RouteEnd.Redirect? Redirect(
        string to, int status, TemplateReader templates, SourcePlace place, LoadLedger ledger)
    {
        if (!PathTexts.IsRedirect(to))
        {
            ledger.Report(DeclarationDiagnostics.BadRedirect(place, to));
            return null;
        }

        return templates.Read(nameof(Redirect), to, place) is { } template
            ? new RouteEnd.Redirect(template, status)
            : null;
    }

    private static bool HasNoBody(int status) => status
        is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified;
}
