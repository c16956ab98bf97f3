namespace ScriptProxy.Sockets.Loops;

/// <summary>What an event loop does once its time has come.</summary>
internal interface ILoopWork
{
    void Run();
}
