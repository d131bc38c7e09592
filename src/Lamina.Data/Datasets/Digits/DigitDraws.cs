using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lamina.Data;

/// <summary>The random numbers of one picture, in the order in which they are asked for.</summary>
internal struct DigitDraws
{
    // A picture has 2¹⁶ blocks of its own: far more than it asks for.
    const int BlockBits = 16;

    readonly Philox philox;
    readonly ulong stream;
    ulong block;
    Vector128<uint> words;
    int used;

    public DigitDraws(Philox philox, DigitsPart part, long number)
        : this(philox, 2UL * (ulong)part, (ulong)number)
    {
    }

    DigitDraws(Philox philox, ulong stream, ulong number)
    {
        this.philox = philox;
        this.stream = stream;
        block = number << BlockBits;
        used = 4;
    }

    /// <summary>The numbers that shuffle the labels of one run of ten pictures.</summary>
    public static DigitDraws OfLabels(Philox philox, DigitsPart part, long run) =>
        new(philox, (2UL * (ulong)part) + 1, (ulong)run);

    /// <summary>A random word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Word()
    {
        if (used == 4)
            Refill();
        return words.GetElement(used++);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public float Uniform() => Philox.ToUnitSingle(Word());

    /// <summary>Uniform in [low, high).</summary>
    public float Uniform(float low, float high) => low + ((high - low) * Uniform());

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1.</summary>
    public int Below(int bound) => (int)(((ulong)Word() * (uint)bound) >> 32);

    /// <summary>
    /// Bell-shaped with mean 0 and standard deviation 1, never beyond ±3.47: the scaled sum of four uniform numbers.
    /// No logarithm is needed, hence the same bits everywhere, and no far tail that would tear a digit apart.
    /// </summary>
    public float Bell()
    {
        const float scale = 1.7320508f / 65536f;
        uint a = Word(), b = Word();
        int sum = (int)(a & 0xFFFF) + (int)(a >> 16) + (int)(b & 0xFFFF) + (int)(b >> 16) - 131070;
        return sum * scale;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Refill()
    {
        words = philox.Block(stream, block++);
        used = 0;
    }
}
