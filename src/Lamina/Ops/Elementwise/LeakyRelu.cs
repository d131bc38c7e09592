using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x above 0, slope · x elsewhere. The derivative at 0 is the slope. Integers give float32.</summary>
        /// <param name="slope">The slope below 0.</param>
        public Tensor LeakyRelu(double slope = 0.01) => Dispatch.Run(new UnaryByInput<LeakyReluFormula>(new LeakyReluFormula(slope)), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct LeakyReluFormula(double Slope) : IInputDerivative
    {
        public static string Name => "leaky_relu";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(Slope), Slope)];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Select(TLane.LessThan(TLane.Constant(0), x), x, x * TLane.Constant(Slope));

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Select(TLane.LessThan(TLane.Constant(0), x), TLane.Constant(1), TLane.Constant(Slope));
    }
}
