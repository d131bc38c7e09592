using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>States: last gradient, lengths.</summary>
internal readonly record struct RpropFormula(double Shrink, double Grow, double Least, double Most) : IUpdateFormula
{
    static readonly string[] Names = ["prev", "step_size"];

    public static string Name => "rprop_update";

    public IReadOnlyList<OpAttribute> Attributes => [new("shrink", Shrink), new("grow", Grow), new("least", Least), new("most", Most)];

    public IReadOnlyList<string> StateNames => Names;

    public UpdateRates Rates(double learningRate, long step) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        TLane zero = TLane.Constant(0), one = TLane.Constant(1), product = gradient * state0;
        TLane isTurn = TLane.LessThan(product, zero);
        TLane factor = TLane.Select(isTurn, TLane.Constant(Shrink), TLane.Select(TLane.LessThan(zero, product), TLane.Constant(Grow), one));
        state1 = TLane.Min(TLane.Max(state1 * factor, TLane.Constant(Least)), TLane.Constant(Most));
        state0 = TLane.Select(isTurn, zero, gradient);
        TLane sign = TLane.Select(TLane.LessThan(zero, state0), one, TLane.Select(TLane.LessThan(state0, zero), -one, state0));
        parameter -= sign * state1;
    }
}
