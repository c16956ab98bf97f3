using System.Net.Http.Headers;
using System.Text.Json;
using ScriptProxy.Configuration.Settings;
using ScriptProxy.Observability.Status;
using ScriptProxy.Server.Admin;

namespace ScriptProxy.Cli.Admin;

/// <summary>Talks to the proxy that runs with the same proxy.toml.</summary>
internal sealed class AdminClient(GlobalSettings settings)
{
    // A reload compiles every script.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public Task<AdminReply> Get(string path, CancellationToken stop) => Send(HttpMethod.Get, path, stop);

    public Task<AdminReply> Post(string path, CancellationToken stop) => Send(HttpMethod.Post, path, stop);

    private async Task<AdminReply> Send(HttpMethod method, string path, CancellationToken stop)
    {
        if (settings.Admin is not { } address)
            return AdminReply.Without("proxy.toml says admin = \"off\", so there is no endpoint to ask; set it and restart the proxy");
        using var client = new HttpClient(AdminAddress.HandlerFor(address)) { Timeout = Patience };
        using var request = new HttpRequestMessage(method, new Uri(AdminAddress.UrlOf(address), path));
        var (token, unread) = Token();
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await client.SendAsync(request, stop);
            var text = await answer.Content.ReadAsStringAsync(stop);
            var status = (int)answer.StatusCode;
            return new AdminReply(status, text, ProblemOf(status, text, address, unread));
        }
        catch (HttpRequestException exception)
        {
            return AdminReply.Without(
                $"no proxy answers at '{address}': {exception.Message}; is it running, and with this proxy.toml?");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return AdminReply.Without($"the proxy at '{address}' does not answer within {Patience.TotalSeconds:0} s; see its log");
        }
    }

    private (string? Token, string? Unread) Token()
    {
        if (settings.AdminToken is { } token)
            return (token, null);
        try
        {
            return (AdminTokenFile.Read(settings.StateFolder), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, exception.Message);
        }
    }

    private string? ProblemOf(int status, string text, ListenAddress address, string? unread) => status switch
    {
        401 when unread is not null => $"the proxy at '{address}' wants its token, which cannot be read: {unread} "
            + "Run this as the proxy's user, or set admin_token",
        401 => $"the proxy at '{address}' does not take this token; was it started with this proxy.toml, and "
            + $"{(settings.AdminToken is null ? $"'{AdminTokenFile.PathIn(settings.StateFolder)}'" : "this admin_token")}?",
        404 when FailureIn(text) is { } failure => failure,
        200 or 202 or 422 when ObjectIn(text) is not null => null,
        _ => $"what answers at '{address}' is no ScriptProxy that is ready: status {status}; see who listens with `ss -ltnp`",
    };

    private static string? FailureIn(string text) =>
        ObjectIn(text) is { } found && found.TryGetProperty("failure", out var failure) && failure.ValueKind == JsonValueKind.String
            ? failure.GetString()
            : null;

    private static JsonElement? ObjectIn(string text)
    {
        try
        {
            return StatusJson.Read<JsonElement>(text) is { ValueKind: JsonValueKind.Object } found ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
