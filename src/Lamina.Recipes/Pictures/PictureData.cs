using Lamina.Data;

namespace Lamina.Recipes.Pictures;

/// <summary>
/// The two parts of a data set. The test part is behind a function that the recipe calls once, when training is over, so
/// that nothing before can reach it.
/// </summary>
/// <param name="Train">The training part, from which validation is cut.</param>
/// <param name="Test">Gives the test part.</param>
public sealed record PictureData(ArrayDataset Train, Func<ArrayDataset> Test)
{
    /// <summary>MNIST or a set in its form, with bytes scaled to [0, 1] when a batch is made.</summary>
    public static PictureData Of((ArrayDataset Train, ArrayDataset Test) parts) =>
        new(parts.Train.Normalize(Normalization.Bytes), () => parts.Test.Normalize(Normalization.Bytes));
}
