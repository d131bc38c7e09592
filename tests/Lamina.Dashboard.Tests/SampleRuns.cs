using System.Globalization;
using Lamina.Formats;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Recipes;
using Lamina.Recipes.Pictures;
using Lamina.Recipes.Tables;
using Lamina.Training;

namespace Lamina.Dashboard.Tests;

/// <summary>A folder with runs whose files a test writes, gone at its end.</summary>
sealed class SampleRuns : IDisposable
{
    const string Columns = "epoch,learning_rate,seconds,loss,accuracy,val_loss,val_accuracy";

    public string Folder { get; } = Directory.CreateTempSubdirectory("lamina-dashboard-").FullName;

    public DashboardOptions Options => new() { Runs = Folder, Port = 0 };

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A run of drawn digits with some epochs behind it.</summary>
    public RunFolder Add(string name, int epochs = 2, RecipeSettings? settings = null) => Add(name, RecipeBook.Get("digits-cnn"), epochs, settings);

    /// <summary>A run on a table of one's own that is gone.</summary>
    public RunFolder AddOfLostTable(string name)
    {
        string table = Path.Combine(Folder, "lost.csv");
        File.WriteAllText(table, "a,b\n1,2\n");
        Recipe recipe = OwnData.Of("table", table, "b").Recipe();
        File.Delete(table);
        return Add(name, recipe, epochs: 2, new RecipeSettings { Epochs = 5 });
    }

    /// <summary>A finished run on texts, of which those with "lovely" are good.</summary>
    public RunFolder AddOfTexts(string name) =>
        AddOfFile(name, "text", "label", "text,label\n" + string.Concat(Enumerable.Range(0, 120).Select(i => i % 2 == 0 ? $"a lovely film number {i},good\n" : $"a dreary film number {i},bad\n")));

    /// <summary>A finished run on a table, of a number or of a class.</summary>
    public RunFolder AddOfTable(string name, string target) =>
        AddOfFile(name, "table", target, "width,colour,price,kind\n" + string.Concat(Enumerable.Range(0, 120).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}.5,{(i % 3 == 0 ? "red" : "blue")},{(2 * i) + (i % 3 == 0 ? 50.25 : 0.25)},{(i % 3 == 0 ? "warm" : "cold")}\n"))));

    RunFolder AddOfFile(string name, string kind, string target, string text)
    {
        string file = Path.Combine(Folder, name + ".csv");
        File.WriteAllText(file, text);
        RecipeSettings settings = new() { Epochs = 5 };
        TableRecipe recipe = (TableRecipe)OwnData.Of(kind, file, target).Recipe();
        RunFolder folder = Add(name, recipe, epochs: 5, settings);
        TableModel.Train(recipe.TaskFor(settings), epochs: 15, learningRate: 1e-2, verbose: Verbosity.Silent).Save(folder.Model);
        return folder;
    }

    RunFolder Add(string name, Recipe recipe, int epochs, RecipeSettings? settings)
    {
        RunFolder folder = RunFolder.Create(Path.Combine(Folder, name), recipe, settings ?? recipe.Defaults with { Epochs = 5 });
        File.WriteAllText(folder.Metrics, Columns + "\n");
        for (int epoch = 1; epoch <= epochs; epoch++)
            AddEpoch(folder, epoch);
        return folder;
    }

    public static void AddEpoch(RunFolder folder, int epoch) =>
        File.AppendAllText(folder.Metrics, string.Create(CultureInfo.InvariantCulture, $"{epoch},0.001,1.5,{1.0 / epoch},{1 - (0.1 / epoch)},{1.1 / epoch},{1 - (0.2 / epoch)}\n"));

    public static void Finish(RunFolder folder, double value = 0.9931) => folder.WriteResult(new RecipeResult
    {
        Recipe = "digits-cnn",
        Metric = "accuracy",
        Direction = "higher",
        Value = value,
        Target = 0.99,
        Passed = value >= 0.99,
        Seconds = 12.5,
        Epochs = 3,
        Parameters = 108_938,
        SamplesPerSecond = 13_245,
        PeakMemoryMiB = 210,
        Seed = 1,
    });

    /// <summary>Gives a run the weights of a network that was not trained, and that network.</summary>
    public static Module<Tensor, Tensor> GiveWeights(RunFolder folder)
    {
        Module<Tensor, Tensor> network = new DigitsCnn().BuildModule();
        Safetensors.Save(folder.BestWeights, network.StateDict());
        network.Eval();
        return network;
    }
}
