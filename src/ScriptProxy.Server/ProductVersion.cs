using System.Reflection;

namespace ScriptProxy.Server;

/// <summary>The version of this build, <c>0.1.0</c>.</summary>
public static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
