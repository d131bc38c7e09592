using Lamina.NN;

namespace Lamina.Training;

/// <summary>From a module to a <see cref="Model"/>.</summary>
public static class ModuleExtensions
{
    /// <summary>Joins a module with an optimizer, a loss and metrics to a model that trains, evaluates, predicts and saves itself.</summary>
    /// <param name="module">The network. The model works on it, not on a copy.</param>
    /// <param name="optimizer">The optimizer; one without parameters is attached to those of the module.</param>
    /// <param name="loss">From prediction and target to a single number. It cannot be saved with the model.</param>
    /// <param name="metrics">What else is measured, in training and in evaluation.</param>
    public static Model Compile(this Module<Tensor, Tensor> module, Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss, params IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new Model(module, optimizer, new LossFunction("custom", loss), metrics);
    }
}
