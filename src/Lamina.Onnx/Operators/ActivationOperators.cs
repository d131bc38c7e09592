using Lamina.Onnx.Import;

namespace Lamina.Onnx.Operators;

/// <summary>Activations, softmax and its kin, dropout.</summary>
internal static class ActivationOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Unary("Relu", x => x.Relu());
        table.Unary("Sigmoid", x => x.Sigmoid());
        table.Unary("Softsign", x => x.Softsign());
        table.Unary("Mish", x => x.Mish());
        table.Same("Softplus", call => call.X().Softplus());
        table.Same("LeakyRelu", call => call.X().LeakyRelu(call.Float("alpha", 0.01f)));
        table.Same("Elu", call => call.X().Elu(call.Float("alpha", 1)));
        table.Same("Celu", call => call.X().Celu(call.Float("alpha", 1)));
        table.Same("Selu", Selu);
        table.Same("Gelu", call => call.X().Gelu(call.Text("approximate", "none") == "tanh"));
        table.Same("Swish", call => call.X() * (call.X() * call.Float("alpha", 1)).Sigmoid());
        table.Same("HardSigmoid", call => HardSigmoid(call.X(), call.Float("alpha", 0.2f), call.Float("beta", 0.5f)));
        table.Same("HardSwish", call => call.X() * HardSigmoid(call.X(), 1.0 / 6, 0.5));
        table.Same("ThresholdedRelu", call => Tensor.Where(call.X().Greater(call.Float("alpha", 1)), call.X(), 0));
        table.Same("Shrink", Shrink);
        table.Same("PRelu", call => Tensor.Where(call.X().Less(0), call.X() * Slopes(call), call.X()));
        table.Same("Softmax", call => Along(call, (x, axis) => x.Softmax(axis)));
        table.Same("LogSoftmax", call => Along(call, (x, axis) => x.LogSoftmax(axis)));
        table.Same("Hardmax", call => Along(call, Hardmax));
        table.Add("Dropout", Dropout);
    }

    static Tensor Selu(NodeCall call)
    {
        // Version 1 had other defaults.
        double alpha = call.Float("alpha", call.Opset < 6 ? 1.6732f : 1.67326319217681884765625f), gamma = call.Float("gamma", call.Opset < 6 ? 1.0507f : 1.05070102214813232421875f);
        return gamma * call.X().Elu(alpha);
    }

    static Tensor HardSigmoid(Tensor x, double alpha, double beta) => ((x * alpha) + beta).Clamp(0, 1);

    static Tensor Shrink(NodeCall call)
    {
        Tensor x = call.X();
        double lambda = call.Float("lambd", 0.5f), bias = call.Float("bias", 0);
        return Tensor.Where(x.Less(-lambda), x + bias, Tensor.Where(x.Greater(lambda), x - bias, Tensor.ZerosLike(x)));
    }

    // Before version 7 a slope a channel.
    static Tensor Slopes(NodeCall call) => call.Opset < 7 && call.X(1).Rank == 1 && call.X(1).Count > 1
        ? call.X(1).Reshape([call.X(1).Count, .. Enumerable.Repeat(1L, call.X().Rank - 2)])
        : call.X(1);

    // Before version 13 over all axes from the given one on.
    static Tensor Along(NodeCall call, Func<Tensor, int, Tensor> run)
    {
        Tensor x = call.X();
        if (call.Opset >= 13)
            return run(x, call.Axis("axis", -1, x.Rank));
        int axis = call.Axis("axis", 1, x.Rank);
        return run(x.Reshape(x.Shape.CountOf(..axis), x.Shape.CountOf(axis..)), 1).Reshape(x.Shape);
    }

    static Tensor Hardmax(Tensor x, int axis) => x.ArgMax(axis).OneHot(x.Shape[axis], x.DType).MoveAxis(-1, axis);

    static Values.Value[] Dropout(NodeCall call)
    {
        Tensor x = call.X();
        double ratio = call.Opset >= 12 ? (call.Has(1) ? call.Number(1) : 0.5) : call.Float("ratio", 0.5f);
        bool drops = call.Opset >= 12 ? call.Has(2) && call.X(2).ToBoolean() : call.Opset < 7 ? !call.Flag("is_test") && call.Scope.IsTraining : call.Scope.IsTraining;
        drops |= call.Opset >= 12 && !call.Has(2) && call.Scope.IsTraining;
        if (!drops || ratio == 0)
            return [call.Value(0), NodeCall.Of(Tensor.Ones(x.Shape, DType.Bool))];
        Tensor kept = Tensor.Bernoulli(x.Shape, 1 - ratio, DType.Bool);
        return [call.Like(0, Tensor.Where(kept, x, 0) / (1 - ratio)), NodeCall.Of(kept)];
    }
}
