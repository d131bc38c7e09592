using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Averages of a module's parameters over training, kept beside it: exponential, or the plain mean of stochastic weight averaging.
/// </summary>
/// <remarks>
/// <code>
/// Average average = WeightAverage.Exponential(model, 0.999);
/// optimizer.Step();
/// average.Update();            // after each step
/// using (average.Apply())      // the model has the averaged weights in here
///     model.Forward(x);
/// </code>
/// An update is one op in place and can be captured with the step. Averages of 16-bit parameters are float32. Buffers such as running statistics are
/// not averaged; <see cref="UpdateBatchNorm"/> computes them for the averaged weights. As <c>torch.optim.swa_utils.AveragedModel</c>.
/// </remarks>
public sealed class WeightAverage : IWeightAverage
{
    const string CountKey = "n_averaged";

    readonly Module _module;
    readonly AverageFormula _formula;
    readonly List<Entry> _entries = [];

    // The rate that the op takes beside the formula's own numbers.
    readonly Tensor _rate = Tensor.From<double>([1], []);

    WeightAverage(Module module, AverageFormula formula)
    {
        ArgumentNullException.ThrowIfNull(module);
        (_module, _formula) = (module, formula);
    }

    /// <summary>a ← d·a + (1 − d)·p, beginning with the parameters at the first update.</summary>
    /// <param name="module">The module, whose parameters have been made.</param>
    /// <param name="decay">d, at least 0 and below 1.</param>
    /// <remarks>Keras' optimizers have it as <c>use_ema</c>, with d = 0.99.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of its range.</exception>
    public static WeightAverage Exponential(Module module, double decay = 0.999) => decay is >= 0 and < 1
        ? new(module, new AverageFormula(decay))
        : throw new ArgumentOutOfRangeException(nameof(decay), decay, "WeightAverage.Exponential: the decay must be at least 0 and below 1.");

    /// <summary>The mean of the parameters over all updates, a ← a + (p − a)/n: stochastic weight averaging (SWA), updated once an epoch late in training.</summary>
    /// <param name="module">The module, whose parameters have been made.</param>
    /// <remarks>Source: Izmailov and others, Averaging Weights Leads to Wider Optima and Better Generalization, 2018.</remarks>
    public static WeightAverage Stochastic(Module module) => new(module, new AverageFormula(null));

    /// <summary>d of an exponential average; null for the plain mean.</summary>
    public double? Decay => _formula.Decay;

    /// <summary>Takes the parameters as they are into the averages.</summary>
    public void Update()
    {
        using (Gradients.Off())
        {
            if (_entries.Count == 0)
                Prepare();
            Run(_entries.Where(entry => entry.Mean.DType == DType.Float32));
            Run(_entries.Where(entry => entry.Mean.DType == DType.Float64));
        }
    }

    /// <summary>Puts the averages in the place of the module's parameters, until what is returned is disposed. Buffers that change meanwhile come back too.</summary>
    public IDisposable Apply() => new AppliedWeights(_entries.Select(entry => (entry.Parameter, entry.Mean)), _module.Buffers());

    /// <summary>Forgets the averages: the next update begins with the parameters as they are, and until then they are what <see cref="Apply"/> gives.</summary>
    public void Restart() => _entries.Clear();

    /// <summary>
    /// Computes the running statistics of all batch normalizations anew, as plain averages over batches that run through in training mode. Call it while
    /// averages are applied.
    /// </summary>
    /// <param name="forward">Runs one batch through the module, such as <c>x => model.Forward(x)</c>.</param>
    /// <param name="batches">The inputs.</param>
    /// <remarks>As <c>torch.optim.swa_utils.update_bn</c>.</remarks>
    public void UpdateBatchNorm(Func<Tensor, Tensor> forward, IEnumerable<Tensor> batches) => RunningStatistics.Renew(_module, forward, batches);

    /// <summary>The averages by the keys of their parameters, and <c>n_averaged</c>, the number of updates. The tensors share memory with the average.</summary>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        OrderedDictionary<string, Tensor> dict = [];
        foreach (Entry entry in _entries)
            dict.Add(entry.Name, entry.Mean);
        if (_entries.Count > 0)
            dict.Add(CountKey, _entries[0].Updates);
        return dict;
    }

    /// <summary>Takes over what <see cref="StateDict"/> gave. All or nothing.</summary>
    /// <exception cref="StateDictException">Averages are missing, unknown or of another shape than their parameters.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        IReadOnlyList<(string Name, Parameter Parameter)> parameters = state.Count == 0 ? [] : _module.NamedParameters();
        List<string> missing = [.. parameters.Select(entry => entry.Name).Append(CountKey).Where(name => state.Count > 0 && !state.ContainsKey(name))];
        List<string> unexpected = [.. state.Keys.Except([.. parameters.Select(entry => entry.Name), CountKey])];
        List<string> misshapen = [.. from entry in parameters
                                     where state.TryGetValue(entry.Name, out Tensor? value) && value.Shape != entry.Parameter.Shape
                                     select $"{entry.Name} {state[entry.Name].Shape} for {entry.Parameter.Shape}"];
        if (missing.Count + unexpected.Count + misshapen.Count > 0)
            throw new StateDictException($"the average of {_module}", missing, unexpected, misshapen);
        _entries.Clear();
        Prepare(parameters);
        using (Gradients.Off())
        {
            foreach (Entry entry in _entries)
            {
                entry.Mean.CopyFrom(state[entry.Name]);
                entry.Updates.CopyFrom(state[CountKey]);
            }
        }
    }

    void Prepare()
    {
        // Nothing of it is recorded: a replay of the first update must not begin anew.
        using Graphs.Trace trace = Graphs.Trace.Open();
        Prepare(_module.NamedParameters());
    }

    void Prepare(IEnumerable<(string Name, Parameter Parameter)> parameters)
    {
        using (Gradients.Off())
        {
            foreach ((string name, Parameter parameter) in parameters)
            {
                DType dtype = parameter.DType == DType.Float64 ? DType.Float64 : DType.Float32;
                Tensor mean = Dispatch.Allocate(new TensorSpec(dtype, parameter.Shape, parameter.Value.Layout.Format)).CopyFrom(parameter.Value);
                _entries.Add(new Entry(name, parameter, mean, Tensor.From<long>([0], [])));
            }
        }
    }

    // The op that changes parameters by gradients here changes averages by parameters.
    void Run(IEnumerable<Entry> entries)
    {
        Tensor[] inputs = [.. entries.SelectMany(entry => (Tensor[])[entry.Mean, entry.Parameter.Value, entry.Updates])];
        if (inputs.Length > 0)
            Dispatch.RunAll(new Update<AverageFormula>(_formula), [_rate, .. inputs]);
    }

    readonly record struct Entry(string Name, Parameter Parameter, Tensor Mean, Tensor Updates);
}
