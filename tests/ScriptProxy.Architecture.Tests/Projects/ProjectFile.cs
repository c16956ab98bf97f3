using System.Xml.Linq;
using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Projects;

/// <summary>What a csproj says about its place in the house.</summary>
/// <param name="Path">Relative to the root of the repository.</param>
/// <param name="RootNamespace">The namespace of the project's own folder.</param>
/// <param name="References">Names of the projects that it references.</param>
/// <param name="Packages">Names of the packages that it references.</param>
internal sealed record ProjectFile(
    string Path, string RootNamespace, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => Path[..Path.LastIndexOf('/')];

    public static IReadOnlyList<ProjectFile> Below(string folder = "") =>
        [.. Repository.Files(folder).Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(Read)];

    private static ProjectFile Read(string path)
    {
        var xml = XDocument.Parse(Repository.Read(path));
        return new ProjectFile(
            path,
            xml.Descendants("RootNamespace").SingleOrDefault()?.Value
                ?? System.IO.Path.GetFileNameWithoutExtension(path),
            [.. Includes(xml, "ProjectReference").Select(
                reference => reference.Split('/', '\\')[^1][..^".csproj".Length])],
            [.. Includes(xml, "PackageReference")]);
    }

    private static IEnumerable<string> Includes(XDocument xml, string element) =>
        xml.Descendants(element).Select(reference => (string?)reference.Attribute("Include")).OfType<string>();
}
