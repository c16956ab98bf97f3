using System.Net;
using MaxMind.Db;

namespace ScriptProxy.GeoBlock;

/// <summary>A MaxMind database in memory: the file may be replaced while it is used.</summary>
internal sealed class CountryDatabase(string path) : IDisposable
{
    private readonly Reader _reader = new(path, FileAccessMode.Memory);

    /// <summary>The country's two-letter code; null when the database does not know the address.</summary>
    public string? CountryOf(IPAddress client)
    {
        var address = client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;
        return _reader.Find<CountryRecord>(address)?.Country?.IsoCode;
    }

    public void Dispose() => _reader.Dispose();
}
