using System.Net;

namespace ScriptProxy.Configuration.Tests.Options;

public sealed class SampleOptions
{
    public int MaxTries { get; set; } = 5;
    public double Share { get; set; }
    public bool? Enabled { get; set; }
    public TimeSpan Every { get; init; }
    public SampleColor Color { get; set; }
    public Uri? HomePage { get; set; }
    public IPNetwork Network { get; set; }
    public FileInfo? Data { get; set; }
    public DirectoryInfo? Cache { get; set; }
    public IReadOnlyList<string> Names { get; set; } = [];
    public int[] Numbers { get; set; } = [];
    public IReadOnlyDictionary<string, int> Limits { get; set; } = new Dictionary<string, int>();
    public SampleInner? Inner { get; set; }
    public IReadOnlyList<SampleInner> Inners { get; set; } = [];
    public object? Anything { get; set; }

    public string Picky
    {
        get;
        set => field = value == "good" ? value : throw new ArgumentException($"{value} is not good enough.");
    } = "good";
}
