namespace Lamina.NN;

/// <summary>What L-BFGS knows of the curvature, and from where it went last.</summary>
internal sealed class LbfgsMemory
{
    // Changes that curve less than this would make the inverse useless.
    const double LeastCurvature = 1e-10;

    public static readonly string[] Keys = ["func_evals", "n_iter", "d", "t", "old_dirs", "old_stps", "ro", "H_diag", "prev_flat_grad"];

    readonly List<Change> _changes = [];
    long _iterations;
    double _scale = 1;
    Tensor? _direction, _gradient;

    /// <summary>How far to go along the direction; the search may find another.</summary>
    public double Rate { get; set; }

    public long Evaluations { get; set; }

    /// <summary>Takes the gradient at a new point, and gives the direction from there.</summary>
    public Tensor Next(Tensor gradient, LbfgsSettings settings)
    {
        using (Gradients.Off())
        {
            if (_iterations++ > 0 && _gradient is not null && _direction is not null)
                Learn(gradient - _gradient, _direction * Rate, settings.History);
            Rate = _iterations == 1 ? Math.Min(1, 1 / Lbfgs.Number(gradient.Abs().Sum())) * settings.LearningRate : settings.LearningRate;
            _gradient = gradient;
            return _direction = Product(-gradient);
        }
    }

    public void Write(OrderedDictionary<string, Tensor> dict, string prefix)
    {
        if (_gradient is null || _direction is null)
            return;
        using (Gradients.Off())
        {
            Tensor none = Tensor.Zeros([0, _gradient.Count], _gradient.DType);
            Tensor[] values =
            [
                Tensor.From<long>([Evaluations], []), Tensor.From<long>([_iterations], []), _direction, Tensor.From<double>([Rate], []),
                _changes.Count == 0 ? none : Tensor.Stack([.. _changes.Select(change => change.OfGradient)], 0),
                _changes.Count == 0 ? none : Tensor.Stack([.. _changes.Select(change => change.OfParameters)], 0),
                Tensor.From<double>([.. _changes.Select(change => change.Inverse)], [_changes.Count]), Tensor.From<double>([_scale], []), _gradient,
            ];
            for (int i = 0; i < values.Length; i++)
                dict.Add(prefix + Keys[i], values[i]);
        }
    }

    public static LbfgsMemory Read(IReadOnlyDictionary<string, Tensor> state, string prefix, long elements)
    {
        LbfgsMemory memory = new();
        if (!Keys.Any(key => state.ContainsKey(prefix + key)))
            return memory;
        if (Array.Find(Keys, key => !state.ContainsKey(prefix + key)) is { } missing)
            throw new OptimizerStateException($"Lbfgs.LoadStateDict: the dict has no {prefix}{missing}. Nothing was loaded.");
        Tensor Of(string key) => state[prefix + key].Clone();
        (Tensor gradients, Tensor steps, Tensor inverses) = (Of("old_dirs"), Of("old_stps"), Of("ro"));
        (memory._direction, memory._gradient) = (Of("d"), Of("prev_flat_grad"));
        if (memory._direction.Shape != new long[] { elements } || memory._gradient.Shape != memory._direction.Shape || gradients.Shape != new long[] { inverses.Count, elements } || steps.Shape != gradients.Shape)
            throw new OptimizerStateException($"Lbfgs.LoadStateDict: the dict is of {memory._direction.Shape} elements, and the parameters have {elements}. Nothing was loaded.");
        (memory.Evaluations, memory._iterations) = (Of("func_evals").ToInt64(), Of("n_iter").ToInt64());
        (memory.Rate, memory._scale) = (Of("t").ToDouble(), Of("H_diag").ToDouble());
        double[] numbers = inverses.ToArray<double>();
        for (int i = 0; i < numbers.Length; i++)
            memory._changes.Add(new Change(gradients[i].Clone(), steps[i].Clone(), numbers[i]));
        return memory;
    }

    void Learn(Tensor ofGradient, Tensor ofParameters, int history)
    {
        double curvature = Lbfgs.Number(ofGradient.Dot(ofParameters));
        if (curvature <= LeastCurvature)
            return;
        if (_changes.Count == history)
            _changes.RemoveAt(0);
        _changes.Add(new Change(ofGradient, ofParameters, 1 / curvature));
        _scale = curvature / Lbfgs.Number(ofGradient.Dot(ofGradient));
    }

    // The two loops over the changes: newest first, then oldest first.
    Tensor Product(Tensor vector)
    {
        double[] shares = new double[_changes.Count];
        for (int i = shares.Length - 1; i >= 0; i--)
        {
            shares[i] = Lbfgs.Number(_changes[i].OfParameters.Dot(vector)) * _changes[i].Inverse;
            vector -= shares[i] * _changes[i].OfGradient;
        }

        if (_scale != 1)
            vector *= _scale;
        for (int i = 0; i < shares.Length; i++)
        {
            double back = Lbfgs.Number(_changes[i].OfGradient.Dot(vector)) * _changes[i].Inverse;
            vector += (shares[i] - back) * _changes[i].OfParameters;
        }

        return vector;
    }

    sealed record Change(Tensor OfGradient, Tensor OfParameters, double Inverse);
}
