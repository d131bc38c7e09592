using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// A network with what is needed to train it: an optimizer, a loss and metrics. Made by <c>module.Compile(…)</c> or by <see cref="Load"/>.
/// </summary>
/// <remarks>
/// <see cref="Predict(Tensor, int)"/> may be called from several threads at once, <see cref="Summary(Tensor?)"/> and
/// <see cref="Save"/> by one while nobody trains; training and evaluation belong to one thread at a time.
/// </remarks>
public sealed partial class Model
{
    readonly Loss? _loss;
    readonly Optimizer? _optimizer;
    readonly Meter _training, _evaluation;
    readonly EvaluationMode _mode;

    internal Model(Module<Tensor, Tensor> module, Optimizer? optimizer, Loss? loss, IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(metrics);
        Module = ManyToMany.Of(module);
        Metrics = [.. metrics.Select(metric => metric.For(loss))];
        _loss = loss;
        _optimizer = optimizer;
        string[] outputs = loss is OutputLosses several ? [.. several.Outputs.Select(output => output.Name)] : [];
        _training = new Meter(Metrics, outputs);
        _evaluation = new Meter(Metrics, outputs);
        _mode = new EvaluationMode(Module);
        CheckOwner();
        Module.Build();
    }

    /// <summary>The network. One of several inputs or outputs stands in a module that takes the first input and gives the first output; its keys are the network's own.</summary>
    public Module<Tensor, Tensor> Module { get; }

    /// <summary>The optimizer.</summary>
    /// <exception cref="InvalidOperationException">The model was loaded for prediction alone, from a file without an optimizer.</exception>
    public Optimizer Optimizer => _optimizer ?? throw NotCompiled();

    /// <summary>What is measured besides the loss.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>How far training has come: where the next <c>Fit</c> goes on.</summary>
    public TrainingPosition Position { get; internal set; }

    /// <summary>What was done to the data before the network saw it, and what the classes are called; taken from the data set of the last <c>Fit</c>.</summary>
    public Preprocessing Preprocessing { get; set; } = Preprocessing.None;

    /// <summary>In which 16-bit dtype a step of training keeps activations, as <see cref="Precision.Mixed"/> does; null for that of the parameters.</summary>
    public DType? Activations { get; set; }

    /// <summary>
    /// The largest norm of all gradients of an update together, taken as one vector: longer ones are shortened to it, as by <see cref="Clip.GradientNorm"/>. Null for no limit.
    /// As Keras' <c>global_clipnorm</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or no number.</exception>
    public double? ClipNorm
    {
        get;
        set => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The largest norm of gradients is 0 or more, or null for no limit.");
    }

    /// <summary>The largest magnitude of an element of a gradient, as by <see cref="Clip.GradientValue"/>, after <see cref="ClipNorm"/>. Null for no limit. As Keras' <c>clipvalue</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or no number.</exception>
    public double? ClipValue
    {
        get;
        set => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The largest element of a gradient is 0 or more, or null for no limit.");
    }

    /// <summary>What scales the loss, for float16; null for none.</summary>
    public LossScaler? LossScaler { get; set; }

    /// <summary>
    /// Averages of the weights that each step of training updates; evaluation, that of <c>Fit</c> included, uses them in the place of the weights. Null for none.
    /// Prediction uses the weights as they are: predict, or save a model for that, while <see cref="IWeightAverage.Apply"/> holds.
    /// </summary>
    public WeightAverage? Average { get; set; }

    /// <summary>The loss.</summary>
    /// <exception cref="InvalidOperationException">The model was loaded for prediction alone, from a file without a loss of Lamina's own.</exception>
    public Loss Loss => _loss ?? throw NotCompiled();

    internal bool IsCompiled => _loss is not null && _optimizer is not null;

    /// <summary>Number of elements of all parameters.</summary>
    public long ParameterCount => Module.ParameterCount;

    /// <inheritdoc/>
    public override string ToString() => $"Model of {Module} with {ParameterCount} parameters";

    // A network that builds its layers at the first input has all its parameters only after a forward.
    void Attach()
    {
        if (_optimizer is { Groups.Count: 0 } && Module.Parameters() is { Count: > 0 } parameters)
            _optimizer.Attach(parameters);
    }

    void CheckOwner()
    {
        if (_optimizer is not { Groups.Count: > 0 })
            return;
        if (!_optimizer.Parameters.Any())
            throw new ArgumentException($"The {_optimizer.GetType().Name} was given no parameters: nothing would be trained. Make it without a list; it takes the parameters of {Module} when they are there.");
        HashSet<Parameter> own = new(Module.Parameters(), ReferenceEqualityComparer.Instance);
        if (!_optimizer.Parameters.Any(own.Contains))
            throw new ArgumentException($"The {_optimizer.GetType().Name} holds parameters, but none of {Module}: nothing would be trained. Make it without parameters, or of those of this network.");
    }

    static InvalidOperationException NotCompiled() =>
        new("This model was not compiled: its file held no loss and optimizer of Lamina's own. Call `model.Module.Compile(optimizer, loss)` to train or evaluate; `Predict` works as it is.");
}
