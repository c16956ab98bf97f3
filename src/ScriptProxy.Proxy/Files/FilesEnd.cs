using Microsoft.AspNetCore.Http;
using ScriptProxy.Proxy.Answers;
using ScriptProxy.Proxy.Requests;
using ScriptProxy.Proxy.Targets;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Files;

/// <summary>
/// The end of a route that answers with files: the root plus what the catch-all captured (nginx: <c>alias</c>).
/// </summary>
internal sealed class FilesEnd
{
    private readonly FileRoot _root;
    private readonly string _parameter;
    private readonly string _index;
    private readonly string? _fallback;
    private readonly FileAnswer _answer;

    public FilesEnd(RouteEnd.Files files, string parameter, FileAnswer answer)
    {
        _root = new FileRoot(files.Root);
        _parameter = parameter;
        _index = files.Index;
        _fallback = files.Fallback;
        _answer = answer;
    }

    public Task Run(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD";
            return Answer.Plain(http, StatusCodes.Status405MethodNotAllowed);
        }

        var path = http.Route(_parameter) ?? "";
        var found = _root.Find(path);
        return found.Kind switch
        {
            FoundKind.Refused => Answer.Plain(http, StatusCodes.Status404NotFound),
            FoundKind.File when !path.EndsWith('/') => Send(http, found.File!),
            FoundKind.Folder when !AsksForFolder(http, path) => RedirectToFolder(http),
            FoundKind.Folder when _root.Find($"{path}/{_index}") is { File: { } index } => Send(http, index),
            _ => Fallback(http),
        };
    }

    private Task Send(HttpContext http, FileInfo file) =>
        _answer.Send(http, FileVariant.Of(file, _root, http.Request.Headers.AcceptEncoding));

    // nginx: the last word of try_files.
    private Task Fallback(HttpContext http) => _fallback is not null && _root.Find(_fallback) is { File: { } file }
        ? Send(http, file)
        : Answer.Plain(http, StatusCodes.Status404NotFound);

    // Of the root itself nothing is captured, slash or not.
    private static bool AsksForFolder(HttpContext http, string path) =>
        (path.Length > 0 ? path : ProxyRequest.Of(http).MatchedPath ?? "/").EndsWith('/');

    // Relative links of a folder's page are right only below it.
    private static Task RedirectToFolder(HttpContext http)
    {
        var raw = RawTarget.Of(http);
        var folder = string.Concat(DotSegments.Resolve(raw.Path, http.Request.Path), "/");
        http.Response.Headers.Location = string.Concat(SafeLocation.Of(folder), raw.Query);
        return Answer.Empty(http, StatusCodes.Status301MovedPermanently);
    }
}
