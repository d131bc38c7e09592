using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.NN.Tests.Losses;

/// <summary>Every loss agrees with PyTorch and Keras, in value and gradients.</summary>
public sealed class LossGoldenTests
{
    public static TheoryData<string> Cases => [.. Golden.Names("losses")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_agree(string name)
    {
        Golden golden = Golden.Load("losses", name);
        foreach (DType dtype in (DType[])[DType.Float64, DType.Float32])
        {
            Tensor prediction = golden["input.0", dtype].Clone().RequireGrad(), target = golden["input.1", dtype].Clone();
            bool targetToo = golden.Has("grad.input.1");
            if (targetToo)
                target.RequireGrad();
            Tensor output = Make(golden, dtype).Forward(prediction, target);
            golden.Check("output.0", output);
            output.Backward(golden["grad_output.0", dtype]);
            golden.Check("grad.input.0", prediction.Grad!);
            if (targetToo)
                golden.Check("grad.input.1", target.Grad!);
            else
                Assert.Null(target.Grad);
        }
    }

    static Loss Make(Golden golden, DType dtype)
    {
        GoldenArgs args = golden.Args;
        Tensor? weight = golden.Has("arg.weight") ? golden["arg.weight", dtype] : null;
        Tensor? positive = golden.Has("arg.pos_weight") ? golden["arg.pos_weight", dtype] : null;
        long ignore = args.Long("ignore_index", -100);
        long? ignored = args.Has("ignore_index") ? ignore : null;
        double smoothing = args.Double("label_smoothing", 0);
        bool logits = args.Bool("from_logits", false);
        Reduction reduction = args.Text("reduction", "mean") switch
        {
            "mean" => Reduction.Mean,
            "sum" => Reduction.Sum,
            "none" => Reduction.None,
            "batchmean" => Reduction.BatchMean,
            string other => throw new NotSupportedException(other),
        };
        return golden.Kind switch
        {
            "MSELoss" => Loss.MeanSquaredError(reduction),
            "HalfMSELoss" => Loss.HalfMeanSquaredError(args.Text("n", "") == "samples" ? Reduction.BatchMean : reduction),
            "L1Loss" => Loss.MeanAbsoluteError(reduction),
            "HuberLoss" => Loss.Huber(args.Double("delta", 1), reduction),
            "SmoothL1Loss" => Loss.SmoothL1(args.Double("beta", 1), reduction),
            "BCELoss" => Loss.BinaryCrossEntropy(weight, reduction: reduction),
            "BCEWithLogitsLoss" => Loss.BinaryCrossEntropyWithLogits(weight: weight, positiveWeight: positive, reduction: reduction),
            "CrossEntropyLoss" => Loss.CrossEntropy(weight, ignore, smoothing, reduction),
            "NLLLoss" => Loss.NegativeLogLikelihood(weight, ignore, reduction),
            "KLDivLoss" => Loss.KullbackLeibler(args.Bool("log_target", false), reduction),
            "KerasCategoricalCrossentropy" => Loss.CategoricalCrossEntropy(logits, smoothing, weight, ignored, reduction),
            "KerasSparseCategoricalCrossentropy" => Loss.SparseCategoricalCrossEntropy(logits, smoothing, weight, ignored, reduction),
            "KerasBinaryCrossentropy" => Loss.BinaryCrossEntropy(labelSmoothing: smoothing, epsilon: 1e-7, reduction: reduction),
            _ => throw new NotSupportedException(golden.Kind),
        };
    }
}
