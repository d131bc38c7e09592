using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>The parameter is an average, the gradient what it takes in. Rate: the share of the new value; without a decay that of the plain mean.</summary>
internal readonly record struct AverageFormula(double? Decay) : IUpdateFormula
{
    static readonly string[] None = [];

    public static string Name => "average_update";

    public IReadOnlyList<OpAttribute> Attributes => Decay is { } decay ? [new("decay", decay)] : [];

    public IReadOnlyList<string> StateNames => None;

    public UpdateRates Rates(double learningRate, long step) => new(Decay is { } decay && step > 1 ? 1 - decay : 1.0 / step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane> => parameter += rates.First * (gradient - parameter);
}
