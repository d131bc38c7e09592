namespace Lamina.NN;

/// <summary>
/// Weight normalization: a weight is g·v / ‖v‖, with its lengths g and its directions v trained apart. Keys: the weight's with <c>_g</c> and
/// <c>_v</c>, in place of its own.
/// </summary>
/// <remarks>
/// As <c>torch.nn.utils.weight_norm</c>. The value stays what it was when it is put on: <c>WeightNorm.Apply(layer)</c>, <c>Parametrization.Remove(layer)</c>.
/// <b>Source:</b> Salimans and Kingma, Weight Normalization (2016).
/// </remarks>
public sealed class WeightNorm : Parametrization
{
    readonly Parameter _length;

    WeightNorm(string name, Parameter weight, int? axis)
        : base(name, new Parameter(weight.Value, weight.Trainable))
    {
        Axis = axis is { } at ? weight.Shape.Axis(at) : null;
        _length = new Parameter(LengthOf(weight.Value.Detach()), weight.Trainable);
    }

    /// <summary>The axis whose slices have a length each; null for one length of all.</summary>
    public int? Axis { get; }

    internal override IReadOnlyList<(string Suffix, StateTensor Tensor)> Parts => [("g", _length), ("v", Source)];

    /// <summary>Has a weight be computed as g·v / ‖v‖.</summary>
    /// <param name="module">The module that holds the weight, directly or below.</param>
    /// <param name="name">The weight's key.</param>
    /// <param name="axis">The axis whose slices have a length each; 0 by default, which is the outputs; null for one length of all.</param>
    /// <exception cref="ModuleException">There is no such parameter, or it is computed from others already.</exception>
    public static void Apply(Module module, string name = "weight", int? axis = 0) => Apply(module, name, (_, key, weight) => new WeightNorm(key, weight, axis));

    internal override Tensor Compute(bool isTraining) => Source.Value * (_length.Value / LengthOf(Source.Value));

    internal override void Load(Tensor values)
    {
        Source.Load(values);
        using (Gradients.Off())
            _length.Load(LengthOf(Source.Value));
    }

    Tensor LengthOf(Tensor directions) => Axis is { } axis
        ? directions.Norm(2, [.. Enumerable.Range(0, directions.Rank).Where(other => other != axis)], keepDims: true)
        : directions.Norm();
}
