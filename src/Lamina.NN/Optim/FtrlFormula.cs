using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>States: sum of squares, linear term. Rates: 1/η, and twice the weight of the squares.</summary>
internal readonly record struct FtrlFormula(double Power, double L1, double L2, double L2Shrinkage, double Beta) : IUpdateFormula
{
    static readonly string[] Names = ["accumulator", "linear"];

    public static string Name => "ftrl_update";

    public IReadOnlyList<OpAttribute> Attributes => [new("power", Power), new("l1", L1), new("l2", L2), new("l2_shrinkage", L2Shrinkage), new("beta", Beta)];

    public IReadOnlyList<string> StateNames => Names;

    public UpdateRates Rates(double learningRate, long step) => new(1 / learningRate, 2 * (L2 + (Beta / (2 * learningRate))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        TLane sum = state0 + (gradient * gradient), raised = Raised(sum), shrunk = gradient;
        if (L2Shrinkage != 0)
            shrunk += TLane.Constant(2 * L2Shrinkage) * parameter;
        state1 += shrunk - ((raised - Raised(state0)) * rates.First * parameter);
        state0 = sum;
        TLane clipped = TLane.Min(TLane.Max(state1, TLane.Constant(-L1)), TLane.Constant(L1));
        parameter = (clipped - state1) / ((raised * rates.First) + rates.Second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TLane Raised<TLane>(TLane sum)
        where TLane : struct, IRealLane<TLane> => Power == -0.5 ? TLane.Sqrt(sum) : TLane.Pow(sum, TLane.Constant(-Power));
}
