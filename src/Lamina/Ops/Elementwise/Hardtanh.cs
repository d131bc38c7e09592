using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Each element, but at least the lower and at most the upper limit. The derivative at the limits is 0, unlike that of clamp. Integers give float32.</summary>
        /// <param name="min">The lower limit.</param>
        /// <param name="max">The upper limit.</param>
        public Tensor Hardtanh(double min = -1, double max = 1) => Dispatch.Run(new UnaryByInput<HardtanhFormula>(new HardtanhFormula(min, max)), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct HardtanhFormula(double Min, double Max) : IInputDerivative
    {
        public static string Name => "hardtanh";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(Min), Min), new(nameof(Max), Max)];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Min(TLane.Max(x, TLane.Constant(Min)), TLane.Constant(Max));

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.And(TLane.LessThan(TLane.Constant(Min), x), TLane.LessThan(x, TLane.Constant(Max))), TLane.Constant(1), TLane.Constant(0));
    }
}
