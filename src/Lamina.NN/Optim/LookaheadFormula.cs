using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>State: slow parameter. Rate: how far it goes in this step, 0 in most. The gradient does not count.</summary>
internal readonly record struct LookaheadFormula(int Steps, double Share) : IUpdateFormula
{
    static readonly string[] Names = ["slow"];

    public static string Name => "lookahead_update";

    public IReadOnlyList<OpAttribute> Attributes => [new("steps", Steps), new("share", Share)];

    public IReadOnlyList<string> StateNames => Names;

    public UpdateRates Rates(double learningRate, long step) => new(step % Steps == 0 ? Share : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        TLane isFast = TLane.Equal(rates.First, TLane.Constant(0));
        state0 = TLane.Select(isFast, state0, state0 + (rates.First * (parameter - state0)));
        parameter = TLane.Select(isFast, parameter, state0);
    }
}
