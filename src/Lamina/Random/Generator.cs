namespace Lamina;

/// <summary>
/// A source of random numbers: a seed, a stream, and how far it has been used. Random ops take a piece of the stream
/// each; what they make of it is a pure function of (seed, stream, offset, element), so that the number of threads, the
/// SIMD width and recomputation change nothing.
/// </summary>
/// <remarks>Safe to use from several threads; which thread gets which piece then depends on who comes first.</remarks>
public sealed class Generator
{
    readonly Lock _lock = new();
    GeneratorState _state;

    /// <summary>A generator at the start of a stream.</summary>
    /// <param name="seed">Different seeds give unrelated numbers.</param>
    /// <param name="stream">Different streams of a seed never overlap.</param>
    public Generator(long seed, long stream = 0) => _state = new GeneratorState(seed, stream, 0);

    /// <summary>The generator that random ops use when none is given. Starts with seed 0: programs repeat unless they set a seed of their own.</summary>
    public static Generator Default { get; } = new(0);

    /// <summary>The whole state; set it to go on where another generator stood.</summary>
    public GeneratorState State
    {
        get
        {
            lock (_lock)
                return _state;
        }

        set
        {
            lock (_lock)
                _state = value;
        }
    }

    /// <summary>The seed.</summary>
    public long Seed => State.Seed;

    /// <summary>The stream.</summary>
    public long Stream => State.Stream;

    /// <summary>Blocks of four random words drawn so far.</summary>
    public long Offset => State.Offset;

    /// <summary>Back to the start of a stream.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The stream.</param>
    public void Reset(long seed, long stream = 0) => State = new GeneratorState(seed, stream, 0);

    /// <summary>Takes the next blocks of the stream, and gives the state before.</summary>
    internal GeneratorState Draw(long blocks)
    {
        lock (_lock)
        {
            GeneratorState before = _state;
            _state = before with { Offset = before.Offset + blocks };
            return before;
        }
    }

    /// <summary>Takes the next blocks of the stream, as the key that random ops read: int64 [seed, stream, offset].</summary>
    internal KeyDraw DrawKey(long blocks)
    {
        GeneratorState state = Draw(blocks);
        return new(this, Tensor.From<long>([state.Seed, state.Stream, state.Offset], [3]), blocks);
    }

    internal void Renew(Tensor key, long blocks)
    {
        GeneratorState state = Draw(blocks);
        key.Fill<long>([state.Seed, state.Stream, state.Offset]);
    }
}
