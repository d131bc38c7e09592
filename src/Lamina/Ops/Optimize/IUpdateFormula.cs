using Lamina.Simd;

namespace Lamina.Ops;

/// <summary>
/// How an optimizer changes one number: a small <c>readonly record struct</c> whose properties are its settings, and a formula
/// over lanes. It holds nothing that changes between steps; that comes in as rates.
/// </summary>
public interface IUpdateFormula
{
    /// <summary>The op's name in lower case with underscores, such as <c>adam_update</c>.</summary>
    static abstract string Name { get; }

    /// <summary>The settings by name, in the order of declaration.</summary>
    IReadOnlyList<OpAttribute> Attributes { get; }

    /// <summary>The names of the numbers kept for each element of a parameter: three at most, PyTorch's names.</summary>
    IReadOnlyList<string> StateNames { get; }

    /// <summary>What is computed once for a parameter and a step, in double precision, such as corrections of a bias.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="step">The number of this update of the parameter, from 1.</param>
    UpdateRates Rates(double learningRate, long step);

    /// <summary>Changes parameter and states. Mark it <c>AggressiveInlining</c>.</summary>
    /// <typeparam name="TLane">The lanes: float, or double for float64 parameters.</typeparam>
    /// <param name="parameter">The parameter's elements.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="state0">The first state; without meaning if there is none.</param>
    /// <param name="state1">The second state; without meaning if there is none.</param>
    /// <param name="state2">The third state; without meaning if there is none.</param>
    /// <param name="rates">The rates of this step, rounded to the lanes' type.</param>
    void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>;
}
