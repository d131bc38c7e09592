using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// Keeps an exponential average of the weights while training, with which validation measures, and gives it to the network at the end.
/// </summary>
/// <remarks>
/// As Keras' <c>SwapEMAWeights</c>: it sets <see cref="Model.Average"/>, unless the model has one. Running statistics are not averaged.
/// </remarks>
/// <param name="decay">d in a ← d·a + (1 − d)·w, after each update.</param>
/// <param name="swapAtEnd">False to leave the network its own weights; <see cref="Model.Average"/> has the others.</param>
public sealed class AverageWeights(double decay = 0.999, bool swapAtEnd = true) : Callback
{
    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context) =>
        context.Model.Average ??= WeightAverage.Exponential(context.Model.Module, decay);

    /// <inheritdoc/>
    protected internal override void AfterFit(TrainingContext context)
    {
        if (!swapAtEnd || context.Model.Average is not { } average)
            return;
        using GradientScope off = Gradients.Off();
        (Parameter Parameter, Tensor Value)[] averaged;
        using (average.Apply())
            averaged = [.. context.Model.Module.Parameters().Select(parameter => (parameter, parameter.Value.Detach().Clone()))];
        foreach ((Parameter parameter, Tensor value) in averaged)
            parameter.Load(value);
    }
}
