using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lamina.Data;
using Lamina.NN;

namespace Lamina.Training.Tests;

/// <summary>Small problems that are learned in a second.</summary>
static class Problems
{
    public static Tensor SquaredError(Tensor prediction, Tensor target) => (prediction - target).Square().Mean();

    /// <summary>Points in a plane, three clouds apart.</summary>
    public static (float[,] X, long[] Y) Clouds(int count = 300, int seed = 1)
    {
        Random random = new(seed);
        float[,] x = new float[count, 2];
        long[] y = new long[count];
        for (int i = 0; i < count; i++)
        {
            y[i] = random.Next(3);
            x[i, 0] = (float)((2 * Math.Cos(2.1 * y[i])) + random.NextDouble() - 0.5);
            x[i, 1] = (float)((2 * Math.Sin(2.1 * y[i])) + random.NextDouble() - 0.5);
        }

        return (x, y);
    }

    /// <summary>The clouds, with one-hot targets.</summary>
    public static ArrayDataset OneHotClouds(int count = 300, int seed = 1)
    {
        return CloudSet(count, seed).OneHot(3);
    }

    /// <summary>The clouds, with class numbers.</summary>
    public static ArrayDataset CloudSet(int count = 300, int seed = 1)
    {
        (float[,] x, long[] y) = Clouds(count, seed);
        return ArrayDataset.From(x, y);
    }

    /// <summary>Pictures 1×8×8 with a bright bar, lying or standing.</summary>
    public static ArrayDataset Bars(int count = 96, int seed = 2)
    {
        (float[,,,] x, long[] y) = TestKit.Bars.Draw(count, seed);
        return ArrayDataset.From(x, y);
    }

    public static Sequential Mlp() => Fill(new Sequential(new Linear(2, 16), new Relu(), new Linear(16, 3)));

    public static Sequential Cnn(bool dropout = false) => Fill(new Sequential(
        new Conv2d(1, 4, 3, padding: Padding.Same), new BatchNorm2d(4), new Relu(), new MaxPool2d(2), new Flatten(), new Dropout(dropout ? 0.25 : 0), new Linear(64, 2)));

    /// <summary>Sentences of nine words out of 37; the class says how many of them are below 12.</summary>
    public static ArrayDataset Sentences(int count = 96, int seed = 2)
    {
        Random random = new(seed);
        long[,] x = new long[count, 9];
        long[] y = new long[count];
        for (int n = 0; n < count; n++)
        {
            for (int i = 0; i < 9; i++)
                x[n, i] = random.Next(37);
            y[n] = Enumerable.Range(0, 9).Count(i => x[n, i] < 12) / 4;
        }

        return ArrayDataset.From(x, y);
    }

    public static Sequential Reader() => Fill(new Sequential(
        new Embedding(37, 12), new LastOutput(new Lstm(12, 20, layers: 2, batchFirst: true, dropout: 0.25, bidirectional: true)), new Linear(40, 3)));

    public static Model CloudModel(params Metric[] metrics) => Mlp().Compile(new Adam(0.01), SquaredError, metrics);

    /// <summary>The same first weights whenever they are made.</summary>
    public static T Fill<T>(T module, int seed = 7)
        where T : Module
    {
        Random random = new(seed);
        foreach (Parameter parameter in module.Parameters())
        {
            float[] values = new float[parameter.Count];
            double bound = 1 / Math.Sqrt(parameter.Shape.Rank > 1 ? parameter.Count / parameter.Shape[0] : 16);
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)(bound * ((2 * random.NextDouble()) - 1));
            parameter.Load(Tensor.From<float>(values, parameter.Shape));
        }

        return module;
    }

    /// <summary>All bits of a model's weights and buffers.</summary>
    public static string Hash(Model model)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((_, Tensor tensor) in model.Module.StateDict())
            hash.AppendData(MemoryMarshal.AsBytes<double>(tensor.ToArray<double>()));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
