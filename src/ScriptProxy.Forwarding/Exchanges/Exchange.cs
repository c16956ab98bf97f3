using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;
using ScriptProxy.Forwarding.Connections;
using ScriptProxy.Forwarding.Heads;

namespace ScriptProxy.Forwarding.Exchanges;

/// <summary>
/// One request and its answer. The head is made before there is a connection, so that the same bytes can be sent again. Used again
/// for other requests.
/// </summary>
internal sealed class Exchange(ConnectionPool pool, IForwardRules rules)
{
    private readonly RequestWriter _head = new();
    private readonly AnswerReader _answers = new();
    private readonly AnswerBody _answerBody = new(rules);
    private readonly Upload _upload = new(rules);
    private RequestBody _body;

    /// <param name="http">The request.</param>
    /// <param name="terms">What holds for it.</param>
    /// <param name="home">Where this goes when it is over; not after an exception, when something may still be using it.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ForwardOutcome> Run(HttpContext http, ForwardTerms terms, ObjectPool<Exchange> home)
    {
        _head.Begin();
        if (WriteHead(http) is not { } outcome)
        {
            var kept = pool.TakeIdle();
            outcome = kept is null ? await RunOverNew(http, terms) : await RunOver(kept, http, terms);
            if (kept is not null && IsStale(outcome, terms, http))
                outcome = await RunOverNew(http, terms);
        }

        _head.Release();
        home.Return(this);
        return outcome;
    }

    private async ValueTask<ForwardOutcome> RunOverNew(HttpContext http, ForwardTerms terms)
    {
        ServerConnection connection;
        try
        {
            connection = await pool.Open(http.RequestAborted);
        }
        catch (Exception unreachable)
        {
            // Whatever the dialling throws, the caller knows it.
            return ForwardOutcome.Of(
                http.RequestAborted.IsCancellationRequested ? ForwardPhase.Client : ForwardPhase.Connect, unreachable);
        }

        return await RunOver(connection, http, terms);
    }

    private ForwardOutcome? WriteHead(HttpContext http)
    {
        try
        {
            _body = rules.Write(http, _head);
            _head.EndHead();
            return null;
        }
        catch (Exception fault)
        {
            // It may be a script's.
            return ForwardOutcome.Of(ForwardPhase.Creation, fault);
        }
    }

    // The server may close a kept connection at the moment when a request is sent over it (RFC 9112 §9.3.1).
    private bool IsStale(ForwardOutcome outcome, ForwardTerms terms, HttpContext http) =>
        outcome is { Phase: ForwardPhase.Answer, TimedOut: false } && !_answers.HasBegun
        && terms.MayRepeat && _body == RequestBody.None && !http.RequestAborted.IsCancellationRequested;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ForwardOutcome> RunOver(ServerConnection connection, HttpContext http, ForwardTerms terms)
    {
        connection.Watch.Begin(http, terms.Idle);
        connection.Parser.Begin(terms.MostHeadBytes);
        var isReusable = false;
        try
        {
            await _upload.Begin(connection, http, _head, _body, terms.AsksFirst);
            var outcome = _upload.ClientFault is { } refused ? ForwardOutcome.Of(ForwardPhase.Client, refused)
                : await _answers.ReadHead(connection, terms, _upload) is { } failure ? failure
                : await TakeAnswer(connection, http, terms);
            await _upload.Stop();
            isReusable = outcome.Phase == ForwardPhase.Done && IsReusable(connection);
            return Judge(connection, outcome);
        }
        catch (Exception fault)
        {
            // Nothing on the server's side throws: it is the client's, or code of the caller.
            _answerBody.BreakOff();
            return ForwardOutcome.Of(
                http.RequestAborted.IsCancellationRequested ? ForwardPhase.Client : ForwardPhase.Taking, fault);
        }
        finally
        {
            await _upload.Stop();
            connection.Watch.End();
            if (isReusable && connection.End == ConnectionEnd.None)
                pool.GiveBack(connection);
            else
                pool.Close(connection);
        }
    }

    private ValueTask<ForwardOutcome> TakeAnswer(ServerConnection connection, HttpContext http, ForwardTerms terms)
    {
        var head = connection.Parser.Head;

        // Whoever answers with an error does not want the rest of the request.
        if (head.Status >= StatusCodes.Status400BadRequest && !_upload.IsThrough)
            return StopAndTake(connection, http, terms);
        return Take(connection, http, terms);
    }

    private async ValueTask<ForwardOutcome> StopAndTake(ServerConnection connection, HttpContext http, ForwardTerms terms)
    {
        await _upload.Stop();
        return await Take(connection, http, terms);
    }

    private ValueTask<ForwardOutcome> Take(ServerConnection connection, HttpContext http, ForwardTerms terms)
    {
        var head = connection.Parser.Head;
        try
        {
            if (!rules.Take(http, head))
            {
                _answerBody.Drop(http, head);
                return new ValueTask<ForwardOutcome>(ForwardOutcome.Done);
            }
        }
        catch (Exception fault)
        {
            // It may be a script's.
            return new ValueTask<ForwardOutcome>(ForwardOutcome.Of(ForwardPhase.Taking, fault));
        }

        return head.Status == StatusCodes.Status101SwitchingProtocols
            ? new ValueTask<ForwardOutcome>(UpgradedCopy.Run(connection, http, terms.UpgradedIdle))
            : _answerBody.Copy(connection, http);
    }

    private bool IsReusable(ServerConnection connection)
    {
        var head = connection.Parser.Head;
        return head.Status != StatusCodes.Status101SwitchingProtocols && head.IsKept && _answerBody.LeavesOpen
            && _upload.IsThrough && connection.Unread.IsEmpty;
    }

    // What was ended from here looks like a broken connection.
    private ForwardOutcome Judge(ServerConnection connection, ForwardOutcome outcome)
    {
        if (outcome.Phase is ForwardPhase.Done or ForwardPhase.Taking)
            return outcome;
        if (connection.End == ConnectionEnd.ClientLeft)
        {
            return _upload.ClientFault is { } fault
                ? ForwardOutcome.Of(ForwardPhase.Client, fault)
                : outcome with { Phase = ForwardPhase.Client, Reason = "the client left" };
        }

        if (connection.End == ConnectionEnd.TimedOut)
            outcome = outcome with { TimedOut = true, Reason = "no byte came" };
        if (outcome.Phase == ForwardPhase.Answer && !_upload.IsThrough)
            outcome = outcome with { Phase = ForwardPhase.Send };
        return outcome with { BodyRead = _body != RequestBody.None };
    }
}
