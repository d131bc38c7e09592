namespace Lamina.Coverage.Tests.Names;

/// <summary>Names that differ from ours by more than spelling, by the list they stand in; and what of a list is done in another way.</summary>
static class Counterparts
{
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ByList { get; } = new Dictionary<string, IReadOnlyDictionary<string, string>>
    {
        ["keras.layers"] = new Dictionary<string, string>
        {
            ["Linear"] = "Dense",
            ["Rnn"] = "SimpleRNN",
            ["RnnCell"] = "SimpleRNNCell",
            ["ConvTranspose1d"] = "Conv1DTranspose",
            ["ConvTranspose2d"] = "Conv2DTranspose",
            ["ConvTranspose3d"] = "Conv3DTranspose",
            ["MaxPool1d"] = "MaxPooling1D",
            ["MaxPool2d"] = "MaxPooling2D",
            ["MaxPool3d"] = "MaxPooling3D",
            ["AvgPool1d"] = "AveragePooling1D",
            ["AvgPool2d"] = "AveragePooling2D",
            ["AvgPool3d"] = "AveragePooling3D",
            ["AdaptiveAvgPool1d"] = "AdaptiveAveragePooling1D",
            ["AdaptiveAvgPool2d"] = "AdaptiveAveragePooling2D",
            ["AdaptiveAvgPool3d"] = "AdaptiveAveragePooling3D",
            ["AdaptiveMaxPool1d"] = "AdaptiveMaxPooling1D",
            ["AdaptiveMaxPool2d"] = "AdaptiveMaxPooling2D",
            ["AdaptiveMaxPool3d"] = "AdaptiveMaxPooling3D",
            ["BatchNorm1d"] = "BatchNormalization",
            ["BatchNorm2d"] = "BatchNormalization",
            ["BatchNorm3d"] = "BatchNormalization",
            ["LayerNorm"] = "LayerNormalization",
            ["GroupNorm"] = "GroupNormalization",
            ["RmsNorm"] = "RMSNormalization",
            ["SpectralNorm"] = "SpectralNormalization",
            ["Dropout1d"] = "SpatialDropout1D",
            ["Dropout2d"] = "SpatialDropout2D",
            ["Dropout3d"] = "SpatialDropout3D",
            ["ZeroPad1d"] = "ZeroPadding1D",
            ["ZeroPad2d"] = "ZeroPadding2D",
            ["ZeroPad3d"] = "ZeroPadding3D",
            ["Upsample"] = "UpSampling2D",
            ["Unflatten"] = "Reshape",
        },
        ["keras.activations"] = new Dictionary<string, string> { ["Hardswish"] = "hard_silu" },
        ["torch.nn.losses"] = new Dictionary<string, string>
        {
            ["BinaryCrossEntropy"] = "BCELoss",
            ["BinaryCrossEntropyWithLogits"] = "BCEWithLogitsLoss",
            ["GaussianNegativeLogLikelihood"] = "GaussianNLLLoss",
            ["KullbackLeibler"] = "KLDivLoss",
            ["MeanAbsoluteError"] = "L1Loss",
            ["MeanSquaredError"] = "MSELoss",
            ["NegativeLogLikelihood"] = "NLLLoss",
            ["PoissonNegativeLogLikelihood"] = "PoissonNLLLoss",
        },
        ["keras.losses"] = new Dictionary<string, string> { ["KullbackLeibler"] = "KLDivergence", ["PoissonNegativeLogLikelihood"] = "Poisson", ["CtcWithLogits"] = "CTC" },
        ["torch.optim.lr_scheduler"] = new Dictionary<string, string>
        {
            ["Cosine"] = "CosineAnnealingLR",
            ["CosineRestarts"] = "CosineAnnealingWarmRestarts",
            ["Then"] = "SequentialLR",
            ["Times"] = "ChainedScheduler",
            ["Plateau"] = "ReduceLROnPlateau",
        },
        ["keras.schedules"] = new Dictionary<string, string>
        {
            ["Cosine"] = "CosineDecay",
            ["CosineRestarts"] = "CosineDecayRestarts",
            ["Exponential"] = "ExponentialDecay",
            ["InverseTime"] = "InverseTimeDecay",
            ["Piecewise"] = "PiecewiseConstantDecay",
            ["Polynomial"] = "PolynomialDecay",
        },
        ["keras.metrics"] = new Dictionary<string, string>
        {
            ["Auroc"] = "AUC",
            ["AveragePrecision"] = "AUC",
            ["F1"] = "F1Score",
            ["FBeta"] = "FBetaScore",
            ["R2"] = "R2Score",
            ["IntersectionOverUnion"] = "MeanIoU",
            ["TopK"] = "TopKCategoricalAccuracy",
        },
    };

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> OtherwiseByList { get; } = new Dictionary<string, IReadOnlyDictionary<string, string>>
    {
        ["torch.nn"] = new Dictionary<string, string>
        {
            ["ModuleDict"] = "a dictionary of modules in a field is found by itself",
            ["ModuleList"] = "an array or list of modules in a field is found by itself",
            ["RNNBase"] = "no layer of its own but what `RNN`, `LSTM` and `GRU` share",
            ["RNNCellBase"] = "no layer of its own but what the cells share",
            ["UpsamplingBilinear2d"] = "`Upsample` with mode `Linear` and `alignCorners`",
            ["UpsamplingNearest2d"] = "`Upsample` with mode `Nearest`",
        },
        ["keras.layers"] = new Dictionary<string, string>
        {
            ["Activation"] = "the argument `activation`, or the layer of that function",
        },
        ["keras.metrics"] = new Dictionary<string, string>
        {
            ["CategoricalAccuracy"] = "`Metric.Accuracy`",
            ["SparseCategoricalAccuracy"] = "`Metric.Accuracy`",
            ["SparseTopKCategoricalAccuracy"] = "`Metric.TopK`",
            ["IoU"] = "`Metric.IntersectionOverUnion`, class by class",
            ["BinaryIoU"] = "`Metric.IntersectionOverUnion` of `Classes.Binary`",
            ["OneHotIoU"] = "`Metric.IntersectionOverUnion`",
            ["OneHotMeanIoU"] = "`Metric.IntersectionOverUnion`",
        },
        ["torch.optim.lr_scheduler"] = new Dictionary<string, string> { ["LambdaLR"] = "a record of your own that derives from `Schedule`", ["MultiplicativeLR"] = "a record of your own that derives from `Schedule`" },
        ["keras.optimizers"] = new Dictionary<string, string> { ["LossScaleOptimizer"] = "`LossScaler`, beside any optimizer" },
    };
}
