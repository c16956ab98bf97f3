using ScriptProxy.Testing;

namespace ScriptProxy.EndToEnd.Tests.Nginx;

/// <summary>
/// Reads the files in Cases. A line <c>--- kind name</c> begins a block: <c>nginx</c>, <c>toml</c> and <c>script</c>
/// hold for the file; each <c>case</c> is a request, which <c>answer</c> and <c>differs</c> may follow.
/// </summary>
internal static class SectionReader
{
    private const string Mark = "--- ";
    private const string NextRequest = "+++";

    public static IReadOnlyList<Section> All { get; } =
    [
        .. Directory.GetFiles(Checkout.At("tests/ScriptProxy.EndToEnd.Tests/Nginx/Cases"), "*.txt")
            .Order(StringComparer.Ordinal)
            .Select(file => Read(Path.GetFileNameWithoutExtension(file), File.ReadAllLines(file))),
    ];

    public static Section Read(string name, IReadOnlyList<string> lines)
    {
        var blocks = Blocks(lines);
        var first = blocks.FindIndex(block => block.Kind == "case");
        var head = blocks[..first];
        var cases = new List<NginxCase>();
        for (var i = first; i < blocks.Count; i++)
        {
            if (blocks[i].Kind == "case")
                cases.Add(CaseAt(blocks, i));
        }

        return new Section(name, TextOf(head, "nginx"), TextOf(head, "toml"), TextOf(head, "script"), cases);
    }

    private static NginxCase CaseAt(List<Block> blocks, int at)
    {
        var own = blocks.Skip(at + 1).TakeWhile(block => block.Kind != "case").ToList();
        var answer = own.Find(block => block.Kind == "answer");
        var differs = own.Find(block => block.Kind == "differs");
        return new NginxCase(
            blocks[at].Name,
            RequestsIn(blocks[at].Lines),
            answer is null
                ? BackendAnswer.Default
                : new BackendAnswer(MessageText.Read(answer.Lines), answer.Name == "then close"),
            differs is null
                ? null
                : new DeliberateDifference(differs.Name, [.. differs.Lines.Where(line => line.Length > 0)]));
    }

    private static List<string> RequestsIn(IReadOnlyList<string> lines)
    {
        var requests = new List<List<string>> { new() };
        foreach (var line in lines)
        {
            if (line == NextRequest)
                requests.Add([]);
            else
                requests[^1].Add(line);
        }

        return [.. requests.Select(MessageText.Read)];
    }

    private static List<Block> Blocks(IEnumerable<string> lines)
    {
        var blocks = new List<Block>();
        foreach (var line in lines)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                var words = line[Mark.Length..].Split(' ', 2);
                blocks.Add(new Block(words[0], words.ElementAtOrDefault(1) ?? "", []));
            }
            else if (blocks.Count > 0)
            {
                blocks[^1].Lines.Add(line);
            }
        }

        return blocks;
    }

    private static string TextOf(IEnumerable<Block> blocks, string kind) =>
        string.Join('\n', blocks.Where(block => block.Kind == kind).SelectMany(block => block.Lines));

    private sealed record Block(string Kind, string Name, List<string> Lines);
}
