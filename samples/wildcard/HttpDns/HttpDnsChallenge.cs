using System.Net.Http.Headers;
using System.Text;
using ScriptProxy;

namespace Samples.Wildcard;

/// <summary>Posts to the provider and, after adding a record, waits until its name servers have it.</summary>
internal sealed class HttpDnsChallenge(HttpClient client, HttpDnsOptions options) : IDnsChallenge
{
    private const int LongestReason = 200;

    public async Task Create(DnsTextRecord record, CancellationToken stop)
    {
        await Post(options.CreateUrl!, options.CreateBody, record, stop);
        await Task.Delay(options.Propagation, stop);
    }

    public Task Remove(DnsTextRecord record, CancellationToken stop) =>
        Post(options.RemoveUrl!, options.RemoveBody, record, stop);

    private async Task Post(Uri url, string body, DnsTextRecord record, CancellationToken stop)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Fill(url.OriginalString, record));
        message.Content = new StringContent(Fill(body, record), Encoding.UTF8, "application/json");
        if (options.Authorization is { } authorization)
            message.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        using var answer = await client.SendAsync(message, stop);
        if (answer.IsSuccessStatusCode)
            return;

        var reason = await answer.Content.ReadAsStringAsync(stop);
        throw new InvalidOperationException(
            $"{url.Host} answered {(int)answer.StatusCode}: {reason[..Math.Min(reason.Length, LongestReason)]}");
    }

    private static string Fill(string template, DnsTextRecord record) => template
        .Replace("{name}", record.Name, StringComparison.Ordinal)
        .Replace("{text}", record.Text, StringComparison.Ordinal);
}
