using Lamina.Data;
using Lamina.NN;

namespace Lamina.Training.Tests;

/// <summary>A small training, healthy until a fault is planted in it.</summary>
sealed class GuardCase
{
    const int Samples = 96;

    GuardCase(string kind, Module<Tensor, Tensor> features, Tensor x, long[] labels)
    {
        (Kind, Features, X, Labels) = (kind, features, x, labels);
        Generator.Default.Reset(5);
    }

    public static IReadOnlyList<string> Kinds { get; } = ["MLP", "CNN", "LSTM"];

    public string Kind { get; }

    /// <summary>The first part: from an input to [N, 16].</summary>
    public Module<Tensor, Tensor> Features { get; }

    public Tensor X { get; set; }

    public long[] Labels { get; }

    /// <summary>What lies between the features and the last layer.</summary>
    public Module<Tensor, Tensor> Middle { get; set; } = new Dropout(0.1);

    public Optimizer Optimizer { get; set; } = new Adam(0.01);

    public Loss Loss { get; set; } = Loss.CrossEntropy();

    public static GuardCase Make(string kind)
    {
        Random random = new(3);
        long[] labels = new long[Samples];
        float[] x = new float[Samples * 64];
        for (int n = 0; n < Samples; n++)
        {
            labels[n] = random.Next(2);
            for (int i = 0; i < 64; i++)
                x[(n * 64) + i] = (float)((2 * random.NextDouble()) - 1 + (labels[n] == 0 ? 0.3 : -0.3));
        }

        Tensor flat = Tensor.From<float>(x, [Samples, 64]);
        return kind switch
        {
            "MLP" => new(kind, Problems.Fill(new Sequential(new Linear(64, 16), new Relu())), flat, labels),
            "CNN" => new(kind, Problems.Fill(new Sequential(
                new Conv2d(1, 8, 3, padding: Padding.Same), new Relu(), new MaxPool2d(2), new Flatten(), new Linear(128, 16), new Relu())), flat.Reshape([Samples, 1, 8, 8]), labels),
            _ => new(kind, Problems.Fill(new Sequential(
                new LastOutput(new Lstm(8, 16, batchFirst: true)), new Linear(16, 16), new Relu())), flat.Reshape([Samples, 8, 8]), labels),
        };
    }

    public Sequential Network(int outputs = 2) => new(Features, Middle, Problems.Fill(new Linear(16, outputs)));

    public History Fit(Sequential network, Tensor? targets = null, bool captured = true, int epochs = 70, params Callback[] callbacks) =>
        network.Compile(Optimizer, Loss).Fit(
            new ArrayDataset(X, targets ?? Tensor.From<long>(Labels, [Samples])), epochs, callbacks: callbacks, captured: captured, verbose: Verbosity.Silent);
}
