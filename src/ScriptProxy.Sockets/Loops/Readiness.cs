namespace ScriptProxy.Sockets.Loops;

/// <summary>
/// What is known of one direction of a socket, and who waits for it. The kernel reports a change once only, so that
/// it must be remembered until somebody asks.
/// </summary>
internal struct Readiness
{
    private const int Idle = 0;
    private const int Ready = 1;
    private const int Perhaps = 2;
    private const int Waiting = 3;
    private const int Ended = 4;

    private int _state;

    /// <summary>Whose turn it is when a wait is over.</summary>
    public ILoopWork? Waiter { get; set; }

    /// <summary>Whether nothing has happened that nobody has taken.</summary>
    public bool IsQuiet => Volatile.Read(ref _state) is Idle or Waiting;

    /// <summary>Whether that is not known, because the last call may have left something.</summary>
    public bool IsPerhaps => Volatile.Read(ref _state) == Perhaps;

    public bool IsEnded => Volatile.Read(ref _state) == Ended;

    /// <summary>
    /// Whether a call is worth trying. To be asked before each: what happens meanwhile counts as new.
    /// </summary>
    public bool Take()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == Ended)
                return true;
            if (state is not (Ready or Perhaps))
                return false;
            if (Interlocked.CompareExchange(ref _state, Idle, state) == state)
                return true;
        }
    }

    /// <summary>The last call may have left something: the next one does not wait.</summary>
    public void Keep() => Interlocked.CompareExchange(ref _state, Perhaps, Idle);

    /// <summary>False when something has happened: the call is to be tried again.</summary>
    public bool BeginWait() => Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle;

    /// <summary>Ends a wait: whoever is told true, and nobody else, runs the waiter.</summary>
    public bool Interrupt() => Interlocked.CompareExchange(ref _state, Idle, Waiting) == Waiting;

    /// <summary>Something has happened. The one who waits for it is to be run, and takes it.</summary>
    public ILoopWork? Signal()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state is Ready or Ended)
                return null;
            var next = state == Waiting ? Idle : Ready;
            if (Interlocked.CompareExchange(ref _state, next, state) == state)
                return state == Waiting ? Waiter : null;
        }
    }

    /// <summary>From now on no call waits.</summary>
    public ILoopWork? End() => Interlocked.Exchange(ref _state, Ended) == Waiting ? Waiter : null;
}
