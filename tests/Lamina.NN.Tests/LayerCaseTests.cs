using Lamina.TestKit;
using Lamina.TestKit.LayerCases;
using Xunit;

namespace Lamina.NN.Tests;

/// <summary>The harness finds what is wrong with a layer.</summary>
public sealed class LayerCaseTests
{
    sealed class Wrong(Func<Tensor, Tensor> compute) : Layer<Tensor, Tensor>
    {
        protected override Tensor Compute(Tensor x) => compute(x);
    }

    sealed class Renamed : Module<Tensor, Tensor>
    {
        readonly Parameter weights = new(Tensor.Zeros([4, 5])), bias = new(Tensor.Zeros([4]));

        public override Tensor Forward(Tensor x) => x.Linear(weights, bias);
    }

    sealed class Negated(long inFeatures, long outFeatures, bool hasBias) : Module<Tensor, Tensor>
    {
        [Key("weight")]
        readonly Parameter w = new(Tensor.Zeros([outFeatures, inFeatures]));

        [Key("bias")]
        readonly Parameter? b = hasBias ? new(Tensor.Zeros([outFeatures])) : null;

        // The right value with a gradient of the wrong sign for the bias.
        public override Tensor Forward(Tensor x) => b is null ? x.Linear(w) : x.Linear(w) - b.Value + (b.Value.Detach() * 2.0);
    }

    [Fact]
    public void WrongLayersFail()
    {
        void Fails(string what, Action check)
        {
            string message = Assert.Throws<CheckFailedException>(check).Message;
            Assert.True(message.Contains(what, StringComparison.Ordinal), message);
        }

        LayerCase.Check("ReLU", _ => new Wrong(x => x.Relu()));
        Fails("output.0", () => LayerCase.Check("ReLU", _ => new Wrong(x => x)));
        Fails("output.0", () => LayerCase.Check("ReLU", _ => new Wrong(x => x.Relu() * (1 + 1e-8))));
        Fails("shape", () => LayerCase.Check("ReLU", _ => new Wrong(x => x.Relu().Unsqueeze(0))));
        Fails("float64 for inputs of float32", () => LayerCase.Check("ReLU", _ => new Wrong(x => x.Relu().To(DType.Float64))));
        Fails("grad.input.0", () => LayerCase.Check("ReLU", _ => new Wrong(x => (x.Relu().Detach() * 2.0) - x.Relu())));
        Fails("keys", () => LayerCase.Check("Linear", _ => new Renamed()));
        Fails("grad.bias", () => LayerCase.Check("Linear", a => new Negated(a.Long("in_features"), a.Long("out_features"), a.Bool("bias", true))));
        Fails("no golden case", () => LayerCase.Check("NoSuchKind", _ => new Relu()));
    }
}
