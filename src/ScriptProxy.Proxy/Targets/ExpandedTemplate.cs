using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using ScriptProxy.Scripting.Definitions;

namespace ScriptProxy.Proxy.Targets;

/// <summary>
/// A <c>Rewrite</c> or <c>Redirect</c> template bound to the pattern of its route. What was captured is inserted as the
/// client wrote it.
/// </summary>
internal sealed class ExpandedTemplate
{
    private readonly Part[] _parts;

    public ExpandedTemplate(Template template, RoutePattern pattern)
    {
        HasQuery = template.HasQuery;
        _parts = [.. template.Parts.Select(part => new Part(part, pattern))];
    }

    /// <summary>Whether the template brings its own query.</summary>
    public bool HasQuery { get; }

    /// <summary>The template with what the path has at the places of its parameters.</summary>
    /// <param name="http">The request.</param>
    /// <param name="rawPath">The path as the client wrote it.</param>
    public string Expand(HttpContext http, ReadOnlySpan<char> rawPath)
    {
        var path = DotSegments.Resolve(rawPath, http.Request.Path);
        var text = new StringBuilder();
        foreach (var part in _parts)
            part.AppendTo(text, http, path);
        return text.ToString();
    }

    private sealed class Part
    {
        private readonly string _text;
        private readonly bool _isParameter;
        private readonly bool _isCatchAll;
        private readonly int _segment = -1;

        public Part(TemplatePart part, RoutePattern pattern)
        {
            _text = part.Text;
            _isParameter = part.IsParameter;
            for (var i = 0; _isParameter && i < pattern.PathSegments.Count; i++)
            {
                if (pattern.PathSegments[i].Parts is [RoutePatternParameterPart parameter]
                    && parameter.Name.Equals(_text, StringComparison.OrdinalIgnoreCase))
                {
                    _segment = i;
                    _isCatchAll = parameter.IsCatchAll;
                }
            }
        }

        public void AppendTo(StringBuilder text, HttpContext http, ReadOnlySpan<char> rawPath)
        {
            if (!_isParameter)
            {
                text.Append(_text);
                return;
            }

            // A segment that the client left out may have a default, which only the captured value knows.
            var raw = _segment >= 0 ? RawSegments.At(rawPath, _segment, _isCatchAll) : default;
            if (!raw.IsEmpty)
                text.Append(raw);
            else if (http.Route(_text) is { Length: > 0 } captured)
                text.Append(new PathString("/" + captured).ToUriComponent().AsSpan(1));
        }
    }
}
