using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Autograd;

/// <summary>
/// Records the buffers made on this thread while open, so that those which only the engine can hold go back to the pool
/// as soon as they are done with, and not when a garbage collection finds them.
/// </summary>
internal sealed class Temporaries : IDisposable
{
    [ThreadStatic]
    static Temporaries? _current;

    readonly Temporaries? _outer = _current;
    readonly List<Buffer> _made = [];

    Temporaries()
    {
    }

    public static Temporaries? Current => _current;

    public static Temporaries Open() => _current = new Temporaries();

    /// <summary>Records nothing inside: values that may escape to user code are made there.</summary>
    public static T Suspend<T>(Func<T> make)
    {
        Temporaries? current = _current;
        _current = null;
        try
        {
            return make();
        }
        finally
        {
            _current = current;
        }
    }

    public void Add(Buffer buffer)
    {
        buffer.IsTransient = true;
        _made.Add(buffer);
    }

    /// <summary>Gives back every recorded buffer that no slot holds and that has not escaped.</summary>
    public void ReleaseUnheld()
    {
        foreach (Buffer buffer in _made)
        {
            if (buffer is { Holds: 0, IsTransient: true })
                buffer.Release();
        }

        _made.Clear();
    }

    /// <summary>The tensor may be seen outside the engine from now on: only the garbage collector may free it.</summary>
    public static void Escape(Tensor tensor) => tensor.Buffer.IsTransient = false;

    public static void Hold(Tensor tensor) => tensor.Buffer.Holds++;

    /// <summary>Ends a hold; gives the buffer back if it was the last and the engine alone knew it.</summary>
    public static void Drop(Tensor tensor)
    {
        Buffer buffer = tensor.Buffer;
        if (--buffer.Holds == 0 && buffer.IsTransient)
            buffer.Release();
    }

    public void Dispose()
    {
        _current = _outer;
        foreach (Buffer buffer in _made)
            buffer.IsTransient = false;
    }
}
