using Lamina.Dashboard.Runs;
using Lamina.Data;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Recipes;
using Lamina.Recipes.Pictures;
using Lamina.Recipes.Tables;

namespace Lamina.Dashboard.Trying;

/// <summary>The network that was asked last, kept in memory until another is asked or its weights change.</summary>
sealed class TrainedNetworks
{
    readonly Lock _lock = new();
    (string Path, DateTime Written)? _key;
    Module<Tensor, Tensor>? _network;
    (string Path, DateTime Written)? _modelKey;
    TableModel? _model;

    /// <summary>True if the network of a run of the list takes one grey picture and names classes.</summary>
    public static bool Takes(RunView run) => run is { HasWeights: true, IsListed: true, Recipe: PictureRecipe recipe } && recipe.InputShape is { Rank: 3 } shape && shape[0] == 1 && recipe.ClassNames.Count > 1;

    /// <summary>True if the run has a whole model of texts or of a table: it is there when the run is finished.</summary>
    public static bool TakesRows(RunView run) => run.Recipe is TableRecipe && File.Exists(run.Folder.Model);

    /// <summary>The model of a run that <see cref="TakesRows"/>.</summary>
    /// <exception cref="LaminaException">The file is damaged.</exception>
    /// <exception cref="IOException">The file is gone.</exception>
    public TableModel Rows(RunView run)
    {
        lock (_lock)
        {
            (string Path, DateTime Written) key = (run.Folder.Model, File.GetLastWriteTimeUtc(run.Folder.Model));
            if (_model is null || _modelKey != key)
                (_modelKey, _model) = (key, TableModel.Load(run.Folder.Model));
            return _model;
        }
    }

    /// <summary>The answer for a row.</summary>
    /// <exception cref="LaminaException">A cell does not suit its column.</exception>
    public Answer Ask(TableModel model, Table row)
    {
        lock (_lock)
            return model.Predict(row)[0];
    }

    /// <summary>The probability of each class.</summary>
    /// <param name="run">A run whose network <see cref="Takes"/> pictures.</param>
    /// <param name="picture">[1, 1, height, width].</param>
    /// <exception cref="LaminaException">The weights are gone, damaged, or those of another network.</exception>
    public IReadOnlyList<float> Ask(RunView run, Tensor picture)
    {
        lock (_lock)
        {
            Module<Tensor, Tensor> network = Load(run);
            using GradientScope off = Gradients.Off();
            return network.Forward(picture).Softmax(-1).ToArray<float>();
        }
    }

    Module<Tensor, Tensor> Load(RunView run)
    {
        (string Path, DateTime Written) key = (run.Folder.Path, File.GetLastWriteTimeUtc(run.Folder.BestWeights));
        if (_network is null || _key != key)
        {
            Module<Tensor, Tensor> network = ((PictureRecipe)run.Recipe!).BuildModule();
            run.Folder.LoadBestWeights(network);
            network.Eval();
            (_key, _network) = (key, network);
        }

        return _network;
    }
}
