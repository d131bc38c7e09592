using Lamina.Data;
using Lamina.Training;

namespace Lamina.Recipes;

/// <summary>The parts of a recipe's data.</summary>
/// <param name="Train">What is learnt from.</param>
/// <param name="Validation">What the best epoch is chosen by.</param>
/// <param name="Test">Gives the test part; called once, when training is over, so that nothing before can reach it.</param>
/// <param name="Preprocessing">What was fitted to the training part, besides what the set says itself: the run keeps the whole model then. Null where the weights and the recipe say it all.</param>
public sealed record RecipeData(IDataset Train, IDataset Validation, Func<IDataset> Test, Preprocessing? Preprocessing = null);
