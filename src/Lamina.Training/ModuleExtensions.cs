using Lamina.Keras;
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

    /// <summary>
    /// Joins a graph of several inputs or outputs with an optimizer and a loss for each output. What is trained on is Σ weight · loss; logs have <c>loss</c>, and <c>NAME_loss</c> and
    /// <c>NAME_METRIC</c> of each output.
    /// </summary>
    /// <param name="module">The network: a <see cref="Functional"/> of several inputs or outputs, or any network of one of each.</param>
    /// <param name="optimizer">The optimizer; one without parameters is attached to those of the module.</param>
    /// <param name="outputs">How each output is trained and measured, in the order of the outputs, and of the targets of a batch.</param>
    /// <remarks>
    /// <code>
    /// Model model = network.Compile(new Adam(), [new("digit", Loss.CrossEntropy(), 1, Metric.Accuracy), new("angle", Loss.MeanSquaredError(), 0.2)]);
    /// model.Fit(new ArrayDataset([pictures], [digits, angles]), epochs: 5);
    /// </code>
    /// As Keras' <c>compile</c> with a list of losses and <c>loss_weights</c>. <see cref="Model.PredictAll(IReadOnlyList{Tensor}, int)"/> gives all outputs. <see cref="Model.Load"/> makes a saved
    /// graph again; <see cref="Model.LoadWeights"/> and <see cref="BackupAndRestore"/> bring any model that was compiled in the same way to where it was.
    /// </remarks>
    /// <exception cref="ArgumentException">There are no outputs, two of one name, or a weight is negative.</exception>
    public static Model Compile(this Module<Tensor, Tensor> module, Optimizer optimizer, IReadOnlyList<OutputLoss> outputs)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(optimizer);
        OutputLosses losses = new(outputs);
        return new Model(module, optimizer, losses, losses.Metrics);
    }

    /// <summary>The same for a network that gives two tensors.</summary>
    /// <inheritdoc cref="Compile(Module{Tensor, Tensor}, Optimizer, IReadOnlyList{OutputLoss})"/>
    public static Model Compile(this Module<Tensor, (Tensor, Tensor)> module, Optimizer optimizer, IReadOnlyList<OutputLoss> outputs) => new ManyToMany(module, inputs =>
    {
        (Tensor first, Tensor second) = module.Call(ManyToMany.Only(inputs, module));
        return [first, second];
    }).Compile(optimizer, outputs);

    /// <summary>The same for a network that gives three tensors.</summary>
    /// <inheritdoc cref="Compile(Module{Tensor, Tensor}, Optimizer, IReadOnlyList{OutputLoss})"/>
    public static Model Compile(this Module<Tensor, (Tensor, Tensor, Tensor)> module, Optimizer optimizer, IReadOnlyList<OutputLoss> outputs) => new ManyToMany(module, inputs =>
    {
        (Tensor first, Tensor second, Tensor third) = module.Call(ManyToMany.Only(inputs, module));
        return [first, second, third];
    }).Compile(optimizer, outputs);

    /// <summary>The same for a network that gives a list of tensors.</summary>
    /// <inheritdoc cref="Compile(Module{Tensor, Tensor}, Optimizer, IReadOnlyList{OutputLoss})"/>
    public static Model Compile(this Module<Tensor, IReadOnlyList<Tensor>> module, Optimizer optimizer, IReadOnlyList<OutputLoss> outputs) =>
        new ManyToMany(module, inputs => module.Call(ManyToMany.Only(inputs, module))).Compile(optimizer, outputs);

    /// <summary>The same for a network that takes a list of tensors and gives a list.</summary>
    /// <inheritdoc cref="Compile(Module{Tensor, Tensor}, Optimizer, IReadOnlyList{OutputLoss})"/>
    public static Model Compile(this Module<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> module, Optimizer optimizer, IReadOnlyList<OutputLoss> outputs) =>
        new ManyToMany(module, module.Call).Compile(optimizer, outputs);
}
