namespace Samples.Wildcard;

/// <summary>
/// The settings in <c>[plugin.HttpDns]</c>. In urls and bodies, <c>{name}</c> stands for the record's full name and
/// <c>{text}</c> for its text; both are plain enough to need no escaping.
/// </summary>
public sealed class HttpDnsOptions
{
    /// <summary>What is posted to to add a record.</summary>
    public Uri? CreateUrl { get; set; }

    /// <summary>What is posted, as JSON, to add a record.</summary>
    public string CreateBody { get; set; } = """{"name":"{name}","type":"TXT","text":"{text}"}""";

    /// <summary>What is posted to to remove a record.</summary>
    public Uri? RemoveUrl { get; set; }

    /// <summary>What is posted, as JSON, to remove a record.</summary>
    public string RemoveBody { get; set; } = """{"name":"{name}","type":"TXT","text":"{text}"}""";

    /// <summary>
    /// The value of <c>Authorization</c>: <c>authorization = "Bearer ${DNS_TOKEN}"</c>. Default: none.
    /// </summary>
    public string? Authorization { get; set; }

    /// <summary>How long a record takes to reach all name servers of the zone. Default: 30 seconds.</summary>
    public TimeSpan Propagation { get; set; } = TimeSpan.FromSeconds(30);
}
