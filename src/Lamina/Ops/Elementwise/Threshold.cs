using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x where it is above the threshold, else the given value; NaN stays NaN. The derivative at the threshold is 0. Integers give float32.</summary>
        /// <param name="threshold">The threshold.</param>
        /// <param name="value">What stands in for elements at or below it.</param>
        public Tensor Threshold(double threshold, double value) => Dispatch.Run(new UnaryByInput<ThresholdFormula>(new ThresholdFormula(threshold, value)), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct ThresholdFormula(double Limit, double Replacement) : IInputDerivative
    {
        public static string Name => "threshold";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(Limit), Limit), new(nameof(Replacement), Replacement)];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Select(TLane.LessThanOrEqual(x, TLane.Constant(Limit)), TLane.Constant(Replacement), x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Select(TLane.LessThan(TLane.Constant(Limit), x), TLane.Constant(1), TLane.Constant(0));
    }
}
