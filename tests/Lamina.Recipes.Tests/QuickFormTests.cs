using System.Diagnostics;
using Lamina.Data;
using Lamina.NN;
using Lamina.Onnx;

namespace Lamina.Recipes.Tests;

/// <summary>Every recipe in its quick form: it learns, is quick, and what it trained is the same in ONNX.</summary>
[Collection(nameof(Alone))]
public sealed class QuickFormTests(ITestOutputHelper output)
{
    // On two cores, in 20 seconds; measured so, it does not depend on what else the machine does.
    static readonly TimeSpan s_longest = TimeSpan.FromSeconds(40);

    public static TheoryData<string> Names => [.. RecipeBook.All.Select(recipe => recipe.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_quick_form_beats_the_baseline_and_is_the_same_in_ONNX(string name)
    {
        Recipe recipe = RecipeBook.Get(name);
        (RecipeSettings settings, double margin) = recipe.Quick;
        using TemporaryFolder place = new();
        RunFolder folder = RunFolder.Create(place.At("run"), recipe, settings);
        TimeSpan before = Work();
        RecipeResult result;
        try
        {
            result = recipe.Train(new RecipeRun(folder, settings, null, Verbose: false, CancellationToken.None));
        }
        catch (MissingDataException missing) when (Environment.GetEnvironmentVariable(DataFolders.Variable) is null)
        {
            Assert.Skip(missing.Message);
            throw;
        }

        TimeSpan took = Work() - before;
        double? gain = recipe.Direction == MetricDirection.Higher ? result.Value - result.Baseline : result.Baseline - result.Value;
        string reached = $"{recipe.Metric} {recipe.Show(result.Value)}, baseline {recipe.Show(result.Baseline ?? double.NaN)}, {took.TotalSeconds:0.0} s of one core";
        output.WriteLine(reached);
        Assert.True(margin >= 0 && gain >= margin, $"{name} must beat the baseline by {recipe.Show(margin)}: {reached}.");
        Assert.True(took <= s_longest, $"{name} may take {s_longest.TotalSeconds} s of one core: {reached}.");
        CheckOnnx(recipe, folder, place.At("network.onnx"));
        folder.Remove();
        Assert.False(Directory.Exists(folder.Path), $"{name} leaves {(Directory.Exists(folder.Path) ? string.Join(", ", Directory.EnumerateFileSystemEntries(folder.Path)) : "")} when its run is removed.");
    }

    static void CheckOnnx(Recipe recipe, RunFolder folder, string path)
    {
        Module network = recipe.BuildModule();
        folder.LoadBestWeights(network);
        recipe.WriteOnnx(network, path);
        using GradientScope off = Gradients.Off();
        IReadOnlyList<Tensor> inputs = recipe.Examples(2), ours = recipe.Call(network, inputs);
        Tensor[] theirs = Onnx.Onnx.Load(path).Run([.. inputs]);
        Assert.Equal(ours.Count, theirs.Length);
        foreach ((Tensor our, Tensor their) in ours.Zip(theirs))
        {
            Assert.Equal(our.Shape, their.Shape);
            double scale = Math.Max(1, our.To(DType.Float64).Abs().Max().ToDouble()), difference = (our.To(DType.Float64) - their.To(DType.Float64)).Abs().Max().ToDouble();
            Assert.True(difference <= 1e-4 * scale, $"{recipe.Name}: the model in ONNX differs by {difference}.");
        }
    }

    static TimeSpan Work()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
