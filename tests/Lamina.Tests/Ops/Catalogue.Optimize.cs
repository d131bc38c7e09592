using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;
using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Optimize =>
    [
        OpCase.Binary("update", Updated, (parameter, gradient) => parameter - (0.5 * (gradient + 20)), second: false) with
        { HasState = true, IsDifferentiable = false, Shapes = [[[2, 3], [2, 3]], [[], []], [[0, 3], [0, 3]], [[257], [257]], [[3, 70001], [3, 70001]]] },
        OpCase.General(
            "gradient_norm",
            x => Dispatch.Run(new GradientNorm(2, 1), x[0].Contiguous(), x[1].Contiguous()),
            x => new Nd([Math.Sqrt(x[0].Values.Concat(x[1].Values).Sum(v => v * v))], []),
            [[2, 3], [5]],
            [[0], []],
            [[3, 257], [40000]]) with { IsDifferentiable = false, Slack = 4, DTypes = [DType.Float32, DType.Float64] },
    ];

    // A state that begins with 20, far from where sums cancel, and takes the gradient; the parameter follows the state.
    static Tensor Updated(Tensor parameter, Tensor gradient)
    {
        using (Gradients.Off())
        {
            Tensor changed = parameter.Contiguous().Clone(), rate = Tensor.From<double>([0.5], []), steps = Tensor.From<long>([0], []);
            return Dispatch.Run(new Update<SumFormula>(default), rate, changed, gradient.Contiguous(), steps, Tensor.Full(parameter.Shape, 20, parameter.DType));
        }
    }

    internal readonly record struct SumFormula : IUpdateFormula
    {
        public static string Name => "sum_update";

        public IReadOnlyList<OpAttribute> Attributes => [];

        public IReadOnlyList<string> StateNames => ["sum"];

        public UpdateRates Rates(double learningRate, long step) => new(learningRate * step);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
            where TLane : struct, IRealLane<TLane>
        {
            state0 += gradient;
            parameter -= rates.First * state0;
        }
    }
}
