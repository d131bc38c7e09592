using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Multiplies a loss so that gradients in float16 do not vanish, divides the gradients again, and leaves out steps whose gradients are not finite. The
/// factor halves at each of these, and doubles after a number of good ones.
/// </summary>
/// <remarks>
/// <code>
/// optimizer.ZeroGrad();
/// scaler.Scale(loss).Backward();
/// scaler.Step(optimizer);      // after `scaler.Unscale(optimizer)`, if gradients are to be clipped between
/// scaler.Update();
/// </code>
/// As <c>torch.cuda.amp.GradScaler</c>, defaults included. Whether a step is left out is decided without a look from the host, so all of it can be captured;
/// parameters, states and counts of updates stay as they were. bfloat16 has the range of float32 and needs no scaling.
/// Source: Micikevicius and others, Mixed Precision Training, 2018.
/// </remarks>
public sealed class LossScaler
{
    const string FactorKey = "scale", CountKey = "_growth_tracker";

    readonly Tensor _factor, _good = Tensor.From<long>([0], []);
    readonly Dictionary<Optimizer, Tensor> _unscaled = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes a scaler.</summary>
    /// <param name="initialFactor">The factor at first.</param>
    /// <param name="growth">What the factor is multiplied by after enough good steps; 1 or more.</param>
    /// <param name="backoff">What it is multiplied by after a bad one; above 0, 1 at most.</param>
    /// <param name="interval">How many good steps in a row are enough.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public LossScaler(double initialFactor = 65536, double growth = 2, double backoff = 0.5, long interval = 2000)
    {
        if (!(initialFactor > 0 && double.IsFinite(initialFactor)))
            throw new ArgumentOutOfRangeException(nameof(initialFactor), initialFactor, "LossScaler: the factor must be above 0.");
        if (!(growth >= 1 && double.IsFinite(growth)))
            throw new ArgumentOutOfRangeException(nameof(growth), growth, "LossScaler: the growth must be 1 or more.");
        if (backoff is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(backoff), backoff, "LossScaler: the backoff must be above 0, 1 at most.");
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        (Growth, Backoff, Interval) = (growth, backoff, interval);
        _factor = Tensor.From<float>([(float)initialFactor], []);
    }

    /// <summary>The factor now; read to the host.</summary>
    public double Factor => _factor.ToDouble();

    /// <summary>What the factor is multiplied by after enough good steps.</summary>
    public double Growth { get; }

    /// <summary>What the factor is multiplied by after a bad one.</summary>
    public double Backoff { get; }

    /// <summary>How many good steps in a row are enough.</summary>
    public long Interval { get; }

    /// <summary>The loss times the factor, in float32 or float64.</summary>
    public Tensor Scale(Tensor loss) => (loss.DType == DType.Float64 ? loss : loss.To(DType.Float32)) * _factor;

    /// <summary>Divides the gradients of an optimizer's parameters by the factor. Those of 16-bit parameters become float32, where small ones live on.</summary>
    /// <exception cref="InvalidOperationException">They were divided already.</exception>
    public void Unscale(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (_unscaled.ContainsKey(optimizer))
            throw new InvalidOperationException("LossScaler.Unscale: the gradients were divided by the factor already. Call it once before `Step`, and `Update` after that.");
        using (Gradients.Off())
        {
            Tensor inverse = 1 / _factor;
            List<Tensor> gradients = [];
            foreach (Parameter parameter in optimizer.Parameters)
            {
                if (parameter.Grad is not { } gradient)
                    continue;
                gradient = gradient.DType.Size() < sizeof(float) ? parameter.Grad = gradient.To(DType.Float32) * inverse : gradient.MultiplyInPlace(inverse);
                gradients.Add(gradient.Layout.IsDense ? gradient : gradient.Contiguous());
            }

            _unscaled[optimizer] = gradients.Count == 0
                ? Tensor.Full([], false, DType.Bool)
                : Dispatch.RunAll(new GradientNorm(double.PositiveInfinity, 1), [.. gradients])[0].IsFinite().LogicalNot();
        }
    }

    /// <summary>A step of the optimizer, unless a gradient is not finite. Divides the gradients first, if that was not done.</summary>
    public void Step(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (!_unscaled.ContainsKey(optimizer))
            Unscale(optimizer);
        optimizer.Step(_unscaled[optimizer]);
    }

    /// <summary>Chooses the factor of the next step. Call it once a step, after those of all optimizers.</summary>
    /// <exception cref="InvalidOperationException">There was no step.</exception>
    public void Update()
    {
        if (_unscaled.Count == 0)
            throw new InvalidOperationException("LossScaler.Update: there was no step since the last update. Call `Step(optimizer)` first.");
        using (Gradients.Off())
        {
            Tensor isBad = _unscaled.Values.Aggregate((a, b) => a.LogicalOr(b)), count = _good + 1, isEnough = count.GreaterOrEqual(Interval);
            _factor.CopyFrom(Tensor.Where(isBad, _factor * Backoff, Tensor.Where(isEnough, _factor * Growth, _factor)));
            _good.CopyFrom(Tensor.Where(isBad.LogicalOr(isEnough), 0, count));
        }

        _unscaled.Clear();
    }

    /// <summary>The factor and the number of good steps in a row, by PyTorch's keys. The tensors share memory with the scaler.</summary>
    public OrderedDictionary<string, Tensor> StateDict() => new() { [FactorKey] = _factor, [CountKey] = _good };

    /// <summary>Takes over what <see cref="StateDict"/> gave.</summary>
    /// <exception cref="StateDictException">A key is missing, or no single number.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        string[] missing = [.. ((string[])[FactorKey, CountKey]).Where(key => !state.ContainsKey(key))];
        string[] misshapen = [.. ((string[])[FactorKey, CountKey]).Where(key => state.TryGetValue(key, out Tensor? value) && value.Count != 1)];
        if (missing.Length + misshapen.Length > 0)
            throw new StateDictException(nameof(LossScaler), missing, [], misshapen);
        using (Gradients.Off())
        {
            _factor.CopyFrom(state[FactorKey].Reshape([]));
            _good.CopyFrom(state[CountKey].Reshape([]));
        }
    }
}
