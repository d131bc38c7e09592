using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Wraps an optimizer: after each k of its updates, slow parameters go a share α of the way to where it came, and it begins from there:
/// s ← s + α·(p − s), p ← s.
/// </summary>
/// <remarks>
/// Groups and learning rates are those of the wrapped optimizer. State: that of the wrapped optimizer, and <c>lookahead.N.slow</c>.
/// Source: Zhang and others, Lookahead Optimizer: k Steps Forward, 1 Step Back, 2019; its defaults.
/// </remarks>
public sealed class Lookahead : FormulaOptimizer<LookaheadSettings>
{
    const string Prefix = "lookahead.";

    /// <summary>Wraps an optimizer, which may have its parameters or get them later.</summary>
    /// <param name="inner">The optimizer that makes the fast steps.</param>
    /// <param name="steps">k.</param>
    /// <param name="share">α.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Lookahead(Optimizer inner, int steps = 5, double share = 0.5)
        : base(new LookaheadSettings(steps, share))
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
        Follow();
    }

    /// <summary>The optimizer that makes the fast steps.</summary>
    public Optimizer Inner { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterGroup> Groups => Inner.Groups;

    /// <inheritdoc/>
    public override double LearningRate
    {
        get => Inner.LearningRate;
        set => Inner.LearningRate = value;
    }

    /// <inheritdoc/>
    public override void Attach(IEnumerable<Parameter> parameters)
    {
        Inner.Attach(parameters);
        Follow();
    }

    internal override long StateBytes(IEnumerable<Parameter> parameters) => Inner.StateBytes(parameters) + base.StateBytes(parameters);

    /// <inheritdoc/>
    public override OrderedDictionary<string, Tensor> StateDict()
    {
        OrderedDictionary<string, Tensor> dict = Inner.StateDict();
        foreach ((string key, Tensor value) in base.StateDict())
        {
            if (key.StartsWith(StatePrefix, StringComparison.Ordinal))
                dict.Add(Prefix + key[StatePrefix.Length..], value);
        }

        return dict;
    }

    /// <inheritdoc/>
    public override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        Dictionary<string, Tensor> inner = [], own = [];
        foreach ((string key, Tensor value) in state)
        {
            if (key.StartsWith(Prefix, StringComparison.Ordinal))
                own.Add(StatePrefix + key[Prefix.Length..], value);
            else
                inner.Add(key, value);
        }

        Follow();
        Inner.LoadStateDict(inner);
        base.LoadStateDict(own);
    }

    /// <inheritdoc/>
    protected override UpdateOp Update(LookaheadSettings settings) => new Update<LookaheadFormula>(new LookaheadFormula(settings.Steps, settings.Share));

    /// <inheritdoc/>
    protected override Tensor MakeState(string name, Parameter parameter, LookaheadSettings settings) => parameter.Value.Clone();

    // The slow parameters begin as the fast ones do, so they are made before the first step.
    internal override void Step(Tensor? skip)
    {
        Follow();
        using (Gradients.Off())
        {
            foreach (ParameterGroup group in OwnGroups)
                _ = Due(group).Count();
        }

        Inner.Step(skip);
        base.Step(skip);
    }

    // Groups may be added to the wrapped optimizer at any time.
    void Follow()
    {
        for (int g = OwnGroups.Count; g < Inner.Groups.Count; g++)
            Add(Inner.Groups[g].Parameters, Settings);
    }
}
