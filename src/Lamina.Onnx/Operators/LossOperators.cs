using Lamina.Onnx.Import;

namespace Lamina.Onnx.Operators;

/// <summary>Losses.</summary>
internal static class LossOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("NegativeLogLikelihoodLoss", call => [call.Like(0, Likelihood(call, call.X()))]);
        table.Add("SoftmaxCrossEntropyLoss", call =>
        {
            Tensor logarithms = call.X().LogSoftmax(1);
            return [call.Like(0, Likelihood(call, logarithms)), call.Like(0, logarithms)];
        });
    }

    static Tensor Likelihood(NodeCall call, Tensor logarithms)
    {
        Tensor target = call.X(1).To(DType.Int64);
        Tensor counts = call.HasAttribute("ignore_index") ? target.NotEqualTo(call.Int("ignore_index", 0)) : Tensor.Ones(target.Shape, DType.Bool);
        Tensor classes = Tensor.Where(counts, target, Tensor.ZerosLike(target));
        Tensor weight = counts.To(logarithms.DType);
        if (call.Has(2))
            weight = weight * call.X(2).To(logarithms.DType).IndexSelect(0, classes.Flatten()).Reshape(classes.Shape);
        Tensor loss = -logarithms.Gather(1, classes.Unsqueeze(1)).Squeeze(1) * weight;
        return call.Text("reduction", "mean") switch
        {
            "none" => loss,
            "sum" => loss.Sum(),
            _ => loss.Sum() / weight.Sum(),
        };
    }
}
