using System.Net;
using ScriptProxy.Acme.Problems;

namespace ScriptProxy.Acme.Wire;

/// <summary>Makes the error of an answer that is no success.</summary>
internal static class Refusals
{
    public static AcmeException Of(CaAnswer answer, DateTimeOffset now)
    {
        var problem = ProblemReader.Read(answer.Body);
        var retryAt = answer.RetryAfter(now) is { } wait ? (DateTimeOffset?)now.Add(wait) : null;
        return new AcmeException(FaultOf(answer, problem), Text(answer, problem, retryAt))
        {
            Problem = problem,
            RetryAt = retryAt,
        };
    }

    private static AcmeFault FaultOf(CaAnswer answer, Problem? problem) => (problem?.Type, answer.Status) switch
    {
        ("rateLimited", _) or (_, HttpStatusCode.TooManyRequests) => AcmeFault.RateLimited,
        ("serverInternal", _) => AcmeFault.CaFailed,
        (_, >= HttpStatusCode.InternalServerError) => AcmeFault.CaFailed,
        (null or "", _) => AcmeFault.Nonsense,
        _ => AcmeFault.Refused,
    };

    private static string Text(CaAnswer answer, Problem? problem, DateTimeOffset? retryAt)
    {
        var text = problem is { Type.Length: > 0 } or { Detail.Length: > 0 }
            ? ProblemWords.Of(problem)
            : $"the CA answered {(int)answer.Status} to {answer.Url} and gave no reason";
        return retryAt is { } moment ? $"{text}; not before {moment.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : text;
    }
}
