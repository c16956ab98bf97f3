using ScriptProxy.Diagnostics;

namespace ScriptProxy.Scripting.Tests.Keeping;

public sealed class KeptScriptsTests : IDisposable
{
    private const string Text = """
        #load "common.csx"
        Map("/a").Respond(Word());
        Map("/b").When(http => Word().Length > 0).To("app");
        """;

    private readonly Workbench _bench = new();

    public KeptScriptsTests()
    {
        WriteCommon("one");
        _bench.Write("site.csx", Text);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_next_start_does_without_the_compiler_and_declares_the_same()
    {
        var first = Start(out var compilations);
        Assert.Equal(1, compilations);
        var second = Start(out compilations);
        Assert.Equal(0, compilations);
        Assert.Equal(first.Definition!.Routes.Select(route => route.Place), second.Definition!.Routes.Select(route => route.Place));
        Assert.Equal(first.Files, second.Files);
    }

    [Fact]
    public void A_change_of_the_script_or_of_what_it_loads_is_compiled()
    {
        Start(out _);
        WriteCommon("two");
        Start(out var compilations);
        Assert.Equal(1, compilations);

        _bench.Write("site.csx", Text + "\nMap(\"/c\").To(\"api\");");
        Assert.Equal(3, Start(out compilations).Definition!.Routes.Count);
        Assert.Equal(1, compilations);
    }

    [Fact]
    public void What_may_have_changed_while_it_was_compiled_is_not_kept()
    {
        File.SetLastWriteTimeUtc(_bench.At("common.csx"), DateTime.UtcNow);
        Start(out _);
        Start(out var compilations);
        Assert.Equal(1, compilations);
    }

    [Fact]
    public void Warnings_are_told_again()
    {
        _bench.Write("site.csx", "#load \"common.csx\"\nMap(\"/a\").Handle(http => Results.Text(File.ReadAllText(\"x\")));");
        var first = Start(out _).Diagnostics;
        var second = Start(out var compilations).Diagnostics;
        Assert.Equal(0, compilations);
        Assert.Equal("SP2011", Assert.Single(first).Code);
        Assert.Equal(first, second);
    }

    [Fact]
    public void A_script_with_errors_is_not_kept()
    {
        _bench.Write("site.csx", "Mapp();");
        Start(out _);
        Assert.False(Directory.Exists(_bench.At("kept")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("half")]
    [InlineData("bent")]
    public void A_kept_file_that_is_damaged_is_made_anew(string damage)
    {
        Start(out _);
        var file = Assert.Single(Directory.GetFiles(_bench.At("kept")));
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, damage switch { "" => [], "half" => bytes[..(bytes.Length / 2)], _ => bytes });

        Assert.NotNull(Start(out var compilations).Definition);
        Assert.Equal(1, compilations);
        Start(out compilations);
        Assert.Equal(0, compilations);
    }

    [Fact]
    public void A_kept_file_that_everyone_may_write_is_not_run()
    {
        if (OperatingSystem.IsWindows())
            return;
        Start(out _);
        var file = Assert.Single(Directory.GetFiles(_bench.At("kept")));
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.OtherWrite);
        Start(out var compilations);
        Assert.Equal(1, compilations);
    }

    [Fact]
    public void A_script_that_everyone_may_write_is_still_refused()
    {
        if (OperatingSystem.IsWindows())
            return;
        Start(out _);
        var file = _bench.At("common.csx");
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.OtherWrite);
        Assert.Contains(Start(out _).Diagnostics, found => found.Severity == Severity.Error);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_keeps_nothing_and_harms_nothing()
    {
        _bench.Write("kept", "a file");
        Assert.NotNull(Start(out _).Definition);
    }

    private void WriteCommon(string word)
    {
        var file = _bench.Write("common.csx", $"string Word() => \"{word}\";");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-1));
    }

    private LoadedScript Start(out int compilations)
    {
        var library = new ScriptLibrary();
        var loaded = _bench.Load(_bench.Request(_bench.At("site.csx")) with { KeptIn = _bench.At("kept") }, library);
        compilations = library.Compilations;
        return loaded;
    }
}
