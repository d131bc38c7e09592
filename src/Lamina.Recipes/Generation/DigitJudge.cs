using Lamina.Data;
using Lamina.Formats;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Recipes.Generation;

/// <summary>A network that reads digits, trained apart from the one that draws them: what it reads in a picture, and the 128 features by which it tells.</summary>
internal sealed class DigitJudge : Module<Tensor, Tensor>
{
    const int Together = 500, Batch = 64;
    const double LearningRate = 1e-3;

    // The same judge for every seed of a run.
    const long Seed = 2026;

    readonly Conv2d _conv1 = new(1, 32, 3, padding: 1), _conv2 = new(32, 64, 3, padding: 1);
    readonly Dropout _dropout = new(0.3);
    readonly Linear _fc1 = new(64 * 7 * 7, 128), _fc2 = new(128, 10);

    DigitJudge()
    {
    }

    /// <summary>The judge that a run has, or, where it has none, one that learns from digits and is kept there. It seeds the default generator.</summary>
    /// <param name="run">The run.</param>
    /// <param name="digits">Pictures [N, 1, 28, 28] from 0 to 1, and what they show.</param>
    /// <param name="epochs">Passes over them.</param>
    /// <exception cref="RecipeException">The run's is another network.</exception>
    public static DigitJudge Of(RecipeRun run, IDataset digits, int epochs)
    {
        Tensor.Seed(Seed);
        DigitJudge judge = new();
        if (File.Exists(run.Folder.JudgeWeights))
        {
            RunFolder.LoadWeights(run.Folder.JudgeWeights, judge);
        }
        else
        {
            judge.Compile(new Adam(LearningRate), Loss.SparseCategoricalCrossEntropy(fromLogits: true)).Fit(digits, epochs, Batch, seed: Seed, verbose: Verbosity.Silent, cancellationToken: run.Cancellation);
            run.Cancellation.ThrowIfCancellationRequested();
            Safetensors.Save(run.Folder.JudgeWeights, judge.StateDict());
        }

        judge.Eval();
        return judge;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => _fc2.Call(_dropout.Call(Features(x)));

    /// <summary>The features of pictures, and what is read in them.</summary>
    /// <param name="pictures">[N, 1, 28, 28] from 0 to 1.</param>
    /// <returns>[N, 128], and a digit for each.</returns>
    public (Tensor Features, long[] Digits) Read(Tensor pictures)
    {
        using GradientScope off = Gradients.Off();
        List<Tensor> features = [];
        List<long> digits = [];
        for (long first = 0; first < pictures.Shape[0]; first += Together)
        {
            Tensor some = Features(pictures.Slice(0, first, Math.Min(first + Together, pictures.Shape[0])));
            features.Add(some);
            digits.AddRange(_fc2.Call(some).ArgMax(1).ToArray<long>());
        }

        return (Tensor.Concatenate([.. features], 0), [.. digits]);
    }

    Tensor Features(Tensor x)
    {
        x = _conv1.Call(x).Relu().MaxPool2d(2);
        x = _conv2.Call(x).Relu().MaxPool2d(2);
        return _fc1.Call(x.Flatten(1)).Relu();
    }
}
