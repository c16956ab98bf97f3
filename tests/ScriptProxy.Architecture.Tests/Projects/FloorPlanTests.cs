using ScriptProxy.Architecture.Tests.Sources;

namespace ScriptProxy.Architecture.Tests.Projects;

public sealed class FloorPlanTests
{
    private static readonly IReadOnlyList<ProjectFile> Product = ProjectFile.Below("src");

    [Fact]
    public void Every_project_of_the_product_stands_on_a_floor() =>
        Violations.AssertNone(Product
            .Where(project => !FloorPlan.Floors.ContainsKey(project.Name))
            .Select(project => $"{project.Path}: '{project.Name}' has no floor in FloorPlan"));

    [Fact]
    public void References_point_to_a_lower_floor_only() =>
        Violations.AssertNone(
            from project in Product
            from reference in project.References
            where FloorPlan.Floors[reference] >= FloorPlan.Floors[project.Name]
            select $"{project.Path}: '{reference}' stands on floor {FloorPlan.Floors[reference]}, "
                + $"not below {FloorPlan.Floors[project.Name]}");

    [Fact]
    public void Plugins_reference_the_abstractions_and_nothing_else_of_the_product() =>
        Violations.AssertNone(
            from project in ProjectFile.Below("plugins").Concat(ProjectFile.Below("samples"))
            from reference in project.References
            where reference != "ScriptProxy.Abstractions"
            select $"{project.Path}: a plugin cannot rely on '{reference}', only on the published library");

    [Fact]
    public void Every_package_is_referenced_by_its_home_only() =>
        Violations.AssertNone(
            from project in Product
            from package in project.Packages
            where FloorPlan.Homes.GetValueOrDefault(package) != project.Name
            let home = FloorPlan.Homes.GetValueOrDefault(package, "no project")
            select $"{project.Path}: '{package}' lives in '{home}'");

    [Fact]
    public void The_abstractions_need_no_package() =>
        Assert.Empty(Product.Single(project => project.Name == "ScriptProxy.Abstractions").Packages);

    [Fact]
    public void The_solution_lists_every_project()
    {
        var solution = Repository.Read("ScriptProxy.sln").Replace('\\', '/');
        var outside = ProjectFile.Below()
            .Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal));

        Violations.AssertNone(outside
            .Where(project => !project.Path.Contains("/Fixtures/", StringComparison.Ordinal))
            .Select(project => $"{project.Path}: ScriptProxy.sln does not list it"));
    }
}
