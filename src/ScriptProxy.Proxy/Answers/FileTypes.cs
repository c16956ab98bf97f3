using Microsoft.AspNetCore.StaticFiles;

namespace ScriptProxy.Proxy.Answers;

/// <summary>Media types by extension, ASP.NET Core's, without a charset as in nginx: the file itself says it.</summary>
internal static class FileTypes
{
    private static readonly FileExtensionContentTypeProvider Known = new()
    {
        Mappings =
        {
            [".map"] = "application/json",
            [".mjs"] = "text/javascript",
            [".zip"] = "application/zip",
        },
    };

    /// <summary>The type; <c>application/octet-stream</c> for an extension that nobody knows.</summary>
    public static string Of(string file) =>
        Known.TryGetContentType(file, out var type) ? type : "application/octet-stream";
}
