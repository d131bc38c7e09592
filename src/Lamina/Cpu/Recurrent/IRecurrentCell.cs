using System.Numerics;
using Lamina.Simd;

namespace Lamina.Cpu.Recurrent;

/// <summary>
/// What one kind of recurrent network does in a step with the products of its gates, one vector of units at a time. The driver
/// calls each vector once, in any order, the last one perhaps overlapping the one before: what is read is never what is written.
/// </summary>
internal unsafe interface IRecurrentCell
{
    /// <summary>Rows of the recurrent weights by unit.</summary>
    static abstract int Gates { get; }

    /// <summary>Numbers by unit and step that the gradient needs, the outputs aside.</summary>
    static abstract int Saved { get; }

    /// <summary>There is a second state beside the output: LSTM's cell.</summary>
    static abstract bool HasCell { get; }

    /// <summary>The recurrent product has a bias and a gradient of its own: it is multiplied by a gate before it meets the input's.</summary>
    static abstract bool HasBias { get; }

    static abstract void Forward<TLane, T>(in CellStep<T> step, long unit)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    static abstract void Backward<TLane, T>(in CellGradient<T> step, long unit)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
