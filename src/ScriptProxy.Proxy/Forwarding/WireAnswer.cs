using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Proxy.Forwarding;

/// <summary>An answer as it came over the wire in HTTP/1.1.</summary>
internal readonly struct WireAnswer(AnswerHead head) : IAnswerSource
{
    public int Status => head.Status;

    public bool IsHttp2 => false;

    public void WriteHeaders(IHeaderDictionary to)
    {
        var fields = head.Fields;
        for (var i = 0; i < fields.Count; i++)
        {
            ref readonly var field = ref fields[i];
            if (ResponseHead.Passes(field.Name) && !(head.NominatesAny && head.Nominates(field.Name)))
                ResponseHead.Put(to, field.Name, field.Value, ResponseHead.IsSingle(field.Name) && !CameBefore(fields, i));
        }
    }

    private static bool CameBefore(FieldList fields, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (fields[i].Name.Equals(fields[index].Name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
