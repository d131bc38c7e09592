using Lamina.Dashboard.Runs;
using Lamina.Data;
using Lamina.NN;
using Lamina.Plots;
using Lamina.Recipes;
using Lamina.Recipes.Pictures;

namespace Lamina.Dashboard.Trying;

/// <summary>The test pictures of a finished run, one by one.</summary>
static class TestPart
{
    const int Batch = 256, Shown = 24;

    /// <summary>True once the run is finished: before, the test part reaches nothing.</summary>
    public static bool IsOpen(RunView run) => run is { HasWeights: true, Recipe: PictureRecipe, Result: not null };

    /// <summary>Asks the best weights of a run about every test picture.</summary>
    /// <param name="run">A run whose test part <see cref="IsOpen"/>.</param>
    /// <param name="data">The parent folder of data sets, as of <see cref="RecipeRun.Data"/>.</param>
    /// <param name="cancellation">Ends it after the pictures in hand.</param>
    /// <exception cref="LaminaException">The data or the weights cannot be read.</exception>
    public static Examination Examine(RunView run, string? data, CancellationToken cancellation)
    {
        (Recipe recipe, RecipeSettings settings) = run.Folder.ReadSettings();
        PictureRecipe pictureRecipe = (PictureRecipe)recipe;
        ArrayDataset pictures = pictureRecipe.Open(new RecipeRun(run.Folder, settings, data, Verbose: false, cancellation)).Test();
        Module<Tensor, Tensor> network = pictureRecipe.BuildModule();
        run.Folder.LoadBestWeights(network);
        network.Eval();

        int classes = recipe.ClassNames.Count;
        List<int> predicted = [], truth = [];
        List<double> sureness = [];
        using GradientScope off = Gradients.Off();
        for (long first = 0; first < pictures.Count; first += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            (Tensor images, Tensor labels) = pictures.Read(Range(first, Math.Min(first + Batch, pictures.Count)));
            float[] shares = network.Forward(images).Softmax(-1).ToArray<float>();
            long[] classesOf = labels.To(DType.Int64).ToArray<long>();
            for (int i = 0; i < classesOf.Length; i++)
            {
                ReadOnlySpan<float> own = shares.AsSpan(i * classes, classes);
                predicted.Add(Likeliest(own));
                truth.Add((int)classesOf[i]);
                sureness.Add(own[(int)classesOf[i]]);
            }
        }

        int[] hardest = [.. Enumerable.Range(0, truth.Count).OrderBy(i => sureness[i]).ThenBy(i => i).Take(Shown)];
        (Tensor worst, _) = pictures.Read([.. hardest.Select(i => (long)i)]);
        return new Examination(
            Charts.ConfusionMatrix(predicted, truth, recipe.ClassNames, title: ""),
            Charts.Samples(worst, [.. hardest.Select(i => predicted[i])], [.. hardest.Select(i => truth[i])], recipe.ClassNames),
            predicted.Zip(truth).LongCount(pair => pair.First == pair.Second),
            truth.Count);
    }

    static int Likeliest(ReadOnlySpan<float> shares)
    {
        int best = 0;
        for (int i = 1; i < shares.Length; i++)
            best = shares[i] > shares[best] ? i : best;
        return best;
    }

    static long[] Range(long first, long end)
    {
        long[] indices = new long[end - first];
        for (long i = first; i < end; i++)
            indices[i - first] = i;
        return indices;
    }
}
