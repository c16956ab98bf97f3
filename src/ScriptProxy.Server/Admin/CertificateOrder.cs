using Microsoft.AspNetCore.Http;
using ScriptProxy.Diagnostics;
using ScriptProxy.Observability.Status;
using ScriptProxy.Tls.Ordering;

namespace ScriptProxy.Server.Admin;

/// <summary><c>POST /certificates/{name}/renew</c> and <c>revoke?reason=</c>: answers when the order has ended, or takes long.</summary>
internal static class CertificateOrder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task Renew(HttpContext http, AdminDesk desk, string name) =>
        desk.Certificates.RenewNow(name) is { } order ? Tell(http, name, revoked: false, order) : NotFound(http, desk, name);

    public static async Task Revoke(HttpContext http, AdminDesk desk, string name)
    {
        var word = http.Request.Query.TryGetValue("reason", out var given) ? given.ToString() : "unspecified";
        if (RevocationWords.Reason(word) is not { } reason)
            await AdminAnswer.Text(
                http, StatusCodes.Status400BadRequest, $"reason cannot be '{word}'; write {string.Join(", ", RevocationWords.All)}\n");
        else if (await desk.Certificates.Revoke(name, reason, http.RequestAborted) is not { } revocation)
            await NotFound(http, desk, name);
        else if (revocation.Failure is { } failure)
            await Answer(http, StatusCodes.Status422UnprocessableEntity, new(name, false, false, null, null, failure));
        else
            await Tell(http, name, revoked: true, revocation.Ordered);
    }

    private static async Task Tell(HttpContext http, string name, bool revoked, Task<OrderState>? order)
    {
        try
        {
            if (order is null)
                throw new TimeoutException();
            var state = await order.WaitAsync(Patience, http.RequestAborted);
            var status = state.Failure is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
            await Answer(http, status, new(name, revoked, state.Failure is null, state.NotAfter, state.Next, state.Failure));
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            await Answer(http, StatusCodes.Status202Accepted, new(name, revoked, false, null, null, null));
        }
    }

    private static Task Answer(HttpContext http, int status, CertificateAnswer answer) => AdminAnswer.Json(http, status, answer);

    private static Task NotFound(HttpContext http, AdminDesk desk, string name)
    {
        var known = desk.Certificates.States.Select(state => state.Name).ToList();
        var hint = Nearest.Of(name, known) is { } near ? $"did you mean '{near}'?"
            : known.Count > 0 ? $"there are: {string.Join(", ", known)}"
            : "none are ordered; [acme] makes the proxy order them";
        var failure = $"no certificate is ordered for '{name}'; {hint}";
        return Answer(http, StatusCodes.Status404NotFound, new(name, false, false, null, null, failure));
    }
}
