using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using ScriptProxy.Forwarding.Connections;
using ScriptProxy.Forwarding.Heads;
using ScriptProxy.Sockets;

namespace ScriptProxy.Forwarding.Exchanges;

/// <summary>
/// One request and its answer. The head is made before there is a connection, so that the same bytes can be sent again. Used again
/// for other requests.
/// </summary>
internal sealed class Exchange(IForwardRules rules)
{
    private readonly RequestWriter _head = new();
    private readonly AnswerReader _answers = new();
    private readonly AnswerBody _answerBody = new(rules);
    private readonly Upload _upload = new(rules);
    private HttpContext _http = null!;
    private object? _request;
    private ForwardTerms _terms = null!;
    private ForwardNeeds _needs;
    private RequestBody _body;

    /// <param name="pool">The connections to the server.</param>
    /// <param name="http">The client's side of it.</param>
    /// <param name="request">What the rules are given.</param>
    /// <param name="terms">What holds for it.</param>
    /// <param name="needs">What it asks for.</param>
    /// <param name="home">Where this goes when it is over; not after an exception, when something may still be using it.</param>
    /// <remarks>In one piece, as each method in between that waits costs every request a quarter of a microsecond.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ForwardOutcome> Run(
        ConnectionPool pool, HttpContext http, object? request, ForwardTerms terms, ForwardNeeds needs, ReusePool<Exchange> home)
    {
        Begin(http, request, terms, needs);
        var outcome = WriteHead();
        for (var mayBeKept = true; outcome is null; mayBeKept = false)
        {
            var kept = mayBeKept ? pool.TakeIdle() : null;
            var connection = kept;
            if (connection is null)
            {
                try
                {
                    connection = await pool.Open(http.RequestAborted);
                }
                catch (Exception unreachable)
                {
                    // Whatever the dialling throws, the caller knows it.
                    outcome = ForwardOutcome.Of(PhaseOf(ForwardPhase.Connect), unreachable);
                    break;
                }
            }

            connection.Watch.Begin(http, terms.Idle);
            connection.Parser.Begin(terms.MostHeadBytes);
            _answers.Begin();
            try
            {
                await _upload.Begin(connection, http, _head, _body, needs.HasFlag(ForwardNeeds.AsksFirst));
                outcome = _upload.Refused;
                while (outcome is null && !_answers.IsThere)
                {
                    int count;
                    try
                    {
                        var receiving = connection.Receive();
                        count = await (_upload.Asks ? _upload.AwaitGo(receiving) : receiving);
                        connection.Received(count);
                    }
                    catch (Exception exception) when (Wire.IsFailure(exception))
                    {
                        count = connection.Broke(exception);
                    }

                    outcome = _answers.Read(connection, count, terms, needs, _upload);
                }

                outcome = Judge(connection, outcome ?? await TakeAnswer(connection));
            }
            catch (Exception fault)
            {
                // Nothing on the server's side throws: it is the client's, or code of the caller.
                _answerBody.BreakOff();
                outcome = ForwardOutcome.Of(PhaseOf(ForwardPhase.Taking), fault);
            }

            await _upload.Stop();
            LetGo(pool, connection, outcome);
            if (kept is not null && IsStale(outcome))
                outcome = null;
        }

        End();
        home.Keep(this);
        return outcome;
    }

    private void Begin(HttpContext http, object? request, ForwardTerms terms, ForwardNeeds needs)
    {
        _http = http;
        _request = request;
        _terms = terms;
        _needs = needs;
        _head.Begin();
    }

    private ForwardOutcome? WriteHead()
    {
        try
        {
            _body = rules.Write(_http, _request, _head);
            _head.EndHead();
            return null;
        }
        catch (Exception fault)
        {
            // It may be a script's.
            return ForwardOutcome.Of(ForwardPhase.Creation, fault);
        }
    }

    private void End()
    {
        _head.Release();
        _upload.Forget();
        _answerBody.Forget();
        _http = null!;
        _request = null;
        _terms = null!;
    }

    private ForwardPhase PhaseOf(ForwardPhase phase) =>
        _http.RequestAborted.IsCancellationRequested ? ForwardPhase.Client : phase;

    // The server may close a kept connection at the moment when a request is sent over it (RFC 9112 §9.3.1).
    private bool IsStale(ForwardOutcome outcome) =>
        outcome is { Phase: ForwardPhase.Answer, TimedOut: false } && !_answers.HasBegun
        && _needs.HasFlag(ForwardNeeds.MayRepeat) && _body == RequestBody.None
        && !_http.RequestAborted.IsCancellationRequested;

    private void LetGo(ConnectionPool pool, ServerConnection connection, ForwardOutcome outcome)
    {
        var isReusable = outcome.Phase == ForwardPhase.Done && IsReusable(connection);
        connection.Watch.End();
        if (isReusable && connection.End == ConnectionEnd.None)
            pool.GiveBack(connection);
        else
            pool.Close(connection);
    }

    // Whoever answers with an error does not want the rest of the request.
    private ValueTask<ForwardOutcome> TakeAnswer(ServerConnection connection) =>
        connection.Parser.Head.Status >= StatusCodes.Status400BadRequest && !_upload.IsThrough
            ? StopAndTake(connection)
            : Take(connection);

    private async ValueTask<ForwardOutcome> StopAndTake(ServerConnection connection)
    {
        await _upload.Stop();
        return await Take(connection);
    }

    private ValueTask<ForwardOutcome> Take(ServerConnection connection)
    {
        var head = connection.Parser.Head;
        try
        {
            if (!rules.Take(_http, _request, head))
            {
                _answerBody.Drop(_http, head);
                return new ValueTask<ForwardOutcome>(ForwardOutcome.Done);
            }
        }
        catch (Exception fault)
        {
            // It may be a script's.
            return new ValueTask<ForwardOutcome>(ForwardOutcome.Of(ForwardPhase.Taking, fault));
        }

        if (head.Status != StatusCodes.Status101SwitchingProtocols)
            return _answerBody.Copy(connection, _http);
        _head.Forget();
        return new ValueTask<ForwardOutcome>(UpgradedCopy.Run(connection, _http, _terms.UpgradedIdle));
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
