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
            Tensor[] inputs = [.. golden.Numbered("input", dtype).Select((input, i) => golden.Has($"grad.input.{i}") ? input.RequireGrad() : input)];
            Tensor output = Apply(golden, inputs, dtype);
            golden.Check("output.0", output);
            output.Backward(golden["grad_output.0", dtype]);
            for (int i = 0; i < inputs.Length; i++)
            {
                if (golden.Has($"grad.input.{i}"))
                    golden.Check($"grad.input.{i}", inputs[i].Grad!);
                else
                    Assert.Null(inputs[i].Grad);
            }
        }
    }

    static Tensor Apply(Golden golden, Tensor[] x, DType dtype)
    {
        GoldenArgs args = golden.Args;
        Reduction reduction = ReductionOf(args);
        double margin = args.Double("margin", golden.Kind.StartsWith("Triplet", StringComparison.Ordinal) ? 1 : 0);
        bool swap = args.Bool("swap", false);
        return golden.Kind switch
        {
            "MarginRankingLoss" => Loss.MarginRanking(x[0], x[1], x[2], margin, reduction),
            "CosineEmbeddingLoss" => Loss.CosineEmbedding(x[0], x[1], x[2], margin, reduction),
            "TripletMarginLoss" => Loss.TripletMargin(x[0], x[1], x[2], margin, args.Double("p", 2), swap: swap, reduction: reduction),
            "TripletMarginWithDistanceLoss" when args.Has("default") => Loss.TripletMarginWithDistance(x[0], x[1], x[2]),
            "TripletMarginWithDistanceLoss" => Loss.TripletMarginWithDistance(x[0], x[1], x[2], (a, b) => (a - b).Abs().Sum(-1), margin, swap, reduction),
            "GaussianNLLLoss" => Loss.GaussianNegativeLogLikelihood(x[0], x[1], x[2], args.Bool("full", false), args.Double("eps", 1e-6), reduction),
            "CTCLoss" => Loss.Ctc(x[0].LogSoftmax(-1), x[1], x[2], x[3], args.Long("blank", 0), reduction, args.Bool("zero_infinity", false)),
            _ => Make(golden, reduction, dtype).Forward(x[0], x[1]),
        };
    }

    static Reduction ReductionOf(GoldenArgs args) => args.Text("reduction", "mean") switch
    {
        "mean" => Reduction.Mean,
        "sum" => Reduction.Sum,
        "none" => Reduction.None,
        "batchmean" => Reduction.BatchMean,
        string other => throw new NotSupportedException(other),
    };

    static Loss Make(Golden golden, Reduction reduction, DType dtype)
    {
        GoldenArgs args = golden.Args;
        Tensor? weight = golden.Has("arg.weight") ? golden["arg.weight", dtype] : null;
        Tensor? positive = golden.Has("arg.pos_weight") ? golden["arg.pos_weight", dtype] : null;
        long ignore = args.Long("ignore_index", -100);
        long? ignored = args.Has("ignore_index") ? ignore : null;
        double smoothing = args.Double("label_smoothing", 0);
        bool logits = args.Bool("from_logits", false);
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
            _ => MakeFurther(golden, weight, reduction),
        };
    }

    static Loss MakeFurther(Golden golden, Tensor? weight, Reduction reduction)
    {
        GoldenArgs args = golden.Args;
        bool logits = args.Bool("from_logits", false), perSample = args.Bool("per_sample", false);
        double gamma = args.Double("gamma", 2), smoothing = args.Double("label_smoothing", 0), margin = args.Double("margin", 1);
        return golden.Kind switch
        {
            "SoftMarginLoss" => Loss.SoftMargin(reduction),
            "HingeEmbeddingLoss" => Loss.HingeEmbedding(margin, reduction),
            "MultiMarginLoss" => Loss.MultiMargin(args.Int("p", 1), margin, weight, reduction),
            "MultiLabelMarginLoss" => Loss.MultiLabelMargin(reduction),
            "MultiLabelSoftMarginLoss" => Loss.MultiLabelSoftMargin(weight, reduction),
            "PoissonNLLLoss" => Loss.PoissonNegativeLogLikelihood(args.Bool("log_input", true), args.Bool("full", false), args.Double("eps", 1e-8), reduction),
            "KerasPoisson" => Loss.PoissonNegativeLogLikelihood(logInput: false, epsilon: 1e-7, reduction: reduction),
            "LogCosh" => Loss.LogCosh(reduction),
            "MeanAbsolutePercentageError" => Loss.MeanAbsolutePercentageError(reduction: reduction),
            "MeanSquaredLogarithmicError" => Loss.MeanSquaredLogarithmicError(reduction: reduction),
            "CosineSimilarity" => Loss.CosineSimilarity(reduction),
            "Hinge" => Loss.Hinge(reduction),
            "SquaredHinge" => Loss.SquaredHinge(reduction),
            "CategoricalHinge" => Loss.CategoricalHinge(reduction),
            "BinaryFocal" => Loss.BinaryFocalCrossEntropy(logits, gamma, args.Optional("alpha", null), smoothing, reduction),
            "CategoricalFocal" => Loss.CategoricalFocalCrossEntropy(logits, gamma, args.Double("alpha", 0.25), smoothing, reduction),
            "Dice" => Loss.Dice(perSample, args.Double("smooth", 0), reduction),
            "Tversky" => Loss.Tversky(args.Double("alpha", 0.5), args.Double("beta", 0.5), perSample, reduction),
            "GeneralizedIou" => Loss.GeneralizedIou(reduction: reduction),
            "DistanceIou" => Loss.DistanceIou(reduction: reduction),
            "CompleteIou" => Loss.CompleteIou(reduction: reduction),
            "InfoNce" => Loss.InfoNce(args.Double("temperature", 0.07), args.Bool("symmetric", false), reduction),
            "Circle" => Loss.Circle(args.Double("gamma", 80), args.Double("margin", 0.4), args.Bool("remove_diagonal", true), reduction),
            "CategoricalGeneralizedCrossEntropy" => Loss.CategoricalGeneralizedCrossEntropy(args.Double("q", 0.5), reduction),
            "ArcFace" => Loss.ArcFace(margin, args.Double("scale", 64), reduction),
            _ => throw new NotSupportedException(golden.Kind),
        };
    }
}
