using System.Numerics;

namespace ScriptProxy.Sockets;

/// <summary>
/// Keeps objects that nobody uses any more for whoever needs the next: the one that was kept last first, as its memory is still near.
/// Each processor has a stack of its own, so that processors do not wait for each other; where one takes what another brings back, they
/// look at their neighbours' stacks too.
/// </summary>
/// <typeparam name="T">What is kept.</typeparam>
public sealed class ReusePool<T>
    where T : class
{
    // How many stacks are looked at.
    private const int Reach = 4;

    private readonly Stack[] _stacks;
    private readonly int _reach;

    /// <param name="most">How many are kept for each processor.</param>
    public ReusePool(int most)
    {
        _stacks = new Stack[(int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount)];
        for (var i = 0; i < _stacks.Length; i++)
            _stacks[i] = new Stack(most);
        _reach = Math.Min(Reach, _stacks.Length);
    }

    /// <summary>One that was kept; null when there is none at hand.</summary>
    public T? Take()
    {
        var own = Thread.GetCurrentProcessorId();
        for (var i = 0; i < _reach; i++)
        {
            if (StackOf(own + i).Pop() is { } item)
                return item;
        }

        return null;
    }

    /// <summary>Keeps one, unless there are enough, or others are just being taken wherever it could go.</summary>
    /// <param name="item">What nobody uses any more.</param>
    public void Keep(T item)
    {
        var own = Thread.GetCurrentProcessorId();
        for (var i = 0; i < _reach; i++)
        {
            if (StackOf(own + i).TryPush(item))
                return;
        }
    }

    private Stack StackOf(int processor) => _stacks[processor & (_stacks.Length - 1)];

    // A thread that has just been moved to another processor may meet another one here. Neither waits: it goes on to the next stack.
    private sealed class Stack(int most)
    {
        private readonly T?[] _items = new T?[most];
        private int _count;
        private int _isBusy;

        public T? Pop()
        {
            if (_count == 0 || !TryEnter())
                return null;
            T? item = null;
            if (_count > 0)
            {
                item = _items[--_count];
                _items[_count] = null;
            }

            Leave();
            return item;
        }

        public bool TryPush(T item)
        {
            if (_count == _items.Length || !TryEnter())
                return false;
            var hasRoom = _count < _items.Length;
            if (hasRoom)
                _items[_count++] = item;
            Leave();
            return hasRoom;
        }

        private bool TryEnter() => Interlocked.Exchange(ref _isBusy, 1) == 0;

        private void Leave() => Volatile.Write(ref _isBusy, 0);
    }
}
