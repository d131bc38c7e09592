using Lamina.NN;

namespace Lamina.Training;

/// <summary>From a module to a <see cref="Model"/>.</summary>
public static class ModuleExtensions
{
    /// <summary>Joins a module with an optimizer, a loss and metrics to a model that trains, evaluates, predicts and saves itself.</summary>
    /// <param name="module">The network. The model works on it, not on a copy.</param>
    /// <param name="optimizer">The optimizer; one without parameters is attached to those of the module.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="metrics">What else is measured, in training and in evaluation.</param>
    public static Model Compile(this Module<Tensor, Tensor> module, Optimizer optimizer, Loss loss, params IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        return new Model(module, optimizer, loss, metrics);
    }

    /// <inheritdoc cref="Compile(Module{Tensor, Tensor}, Optimizer, Loss, IReadOnlyList{Metric})"/>
    /// <param name="loss">From prediction and target to a single number. It is not saved with the model: give it to <see cref="Model.Load"/> again.</param>
    /// <param name="module"></param>
    /// <param name="optimizer"></param>
    /// <param name="metrics"></param>
    public static Model Compile(this Module<Tensor, Tensor> module, Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss, params IReadOnlyList<Metric> metrics) =>
        module.Compile(optimizer, Loss.From("custom", loss), metrics);
}
