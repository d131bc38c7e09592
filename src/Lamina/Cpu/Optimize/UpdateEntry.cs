using Lamina.Ops;

namespace Lamina.Cpu.Optimize;

/// <summary>One parameter of an optimizer's step: where it, its gradient and its states lie, and its rates.</summary>
internal unsafe struct UpdateEntry
{
    /// <summary>Elements of all parameters before this one.</summary>
    public long First;
    public long Count;
    public UpdateRates Rates;
    public fixed long Address[5];
    public fixed byte DTypes[5];

    /// <param name="op">The op's name, for errors.</param>
    /// <param name="own">Parameter, gradient, number of updates, states.</param>
    /// <param name="first">Elements of all parameters before.</param>
    /// <param name="rates">The rates of this step.</param>
    public static UpdateEntry Make(string op, ReadOnlySpan<Operand> own, long first, UpdateRates rates)
    {
        UpdateEntry entry = new() { First = first, Count = own[0].Shape.Count, Rates = rates };
        for (int i = 0, place = 0; i < own.Length; i++)
        {
            if (i == 2)
                continue;
            if (!Alike(own[0].Layout, own[i].Layout))
                throw new ShapeException($"{op}: a gradient or a state does not lie in memory as its parameter {own[0].Shape} does, or that has gaps.");
            entry.Address[place] = own[i].Address;
            entry.DTypes[place++] = (byte)own[i].DType;
        }

        return entry;
    }

    public readonly DType TypeOf(int place) => (DType)DTypes[place];

    public readonly byte* At(int place, long element) => (byte*)Address[place] + (element * TypeOf(place).Size());

    // Both gapless, and in the same order.
    static bool Alike(Layout a, Layout b) => a.IsDense && b.IsDense && a.IsContiguous == b.IsContiguous;
}
