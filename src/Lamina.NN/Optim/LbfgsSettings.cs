namespace Lamina.NN;

/// <summary>The settings of <see cref="Lbfgs"/>.</summary>
/// <param name="LearningRate">The length of a step, or with a line search its first guess.</param>
/// <param name="MaxIterations">Directions in one step, at most.</param>
/// <param name="MaxEvaluations">Evaluations of the loss in one step, at most; null for five quarters of the iterations.</param>
/// <param name="GradientTolerance">The largest magnitude of the gradient at which nothing is left to do.</param>
/// <param name="ChangeTolerance">The change of loss or parameters at which a step ends.</param>
/// <param name="History">How many past changes the curvature is known from.</param>
/// <param name="StrongWolfe">True to search each direction for a point that fulfils the strong Wolfe conditions.</param>
public sealed record LbfgsSettings(double LearningRate = 1, int MaxIterations = 20, int? MaxEvaluations = null, double GradientTolerance = 1e-7, double ChangeTolerance = 1e-9, int History = 100, bool StrongWolfe = false)
    : OptimizerSettings(LearningRate, WeightDecay: 0)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Require(MaxIterations >= 1, MaxIterations, "1 or more");
        Require(MaxEvaluations is null or >= 1, MaxEvaluations ?? 1, "1 or more");
        Require(GradientTolerance >= 0, GradientTolerance, "0 or more");
        Require(ChangeTolerance >= 0, ChangeTolerance, "0 or more");
        Require(History >= 1, History, "1 or more");
    }
}
