namespace Lamina.NN;

/// <summary>
/// What training makes small: a function of prediction and target. Each loss is there in two forms: computed at once,
/// <c>Loss.CrossEntropy(logits, labels)</c>, and as a value with its settings, <c>Loss.CrossEntropy(labelSmoothing: 0.1)</c>, to be handed to
/// <c>Compile</c> or called by <see cref="Forward"/>.
/// </summary>
/// <param name="Reduction">What becomes of the losses of single elements or samples.</param>
public abstract partial record Loss(Reduction Reduction)
{
    /// <summary>The loss's name, such as <c>CrossEntropy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The loss of a prediction.</summary>
    /// <param name="prediction">What the model gave.</param>
    /// <param name="target">What it should have given.</param>
    /// <returns>A tensor without axes, unless the reduction is none.</returns>
    /// <exception cref="ShapeException">The shapes do not fit each other; nothing is broadcast.</exception>
    /// <exception cref="DTypeException">The prediction is not floating point, or the target of a wrong kind.</exception>
    public abstract Tensor Forward(Tensor prediction, Tensor target);

    /// <summary>A loss of one's own.</summary>
    /// <param name="name">Its name in logs.</param>
    /// <param name="function">From prediction and target to a tensor without axes.</param>
    public static Loss From(string name, Func<Tensor, Tensor, Tensor> function) => new FunctionLoss(name, function);

    /// <summary>The loss as a function of prediction and target.</summary>
    /// <param name="loss">The loss.</param>
    public static implicit operator Func<Tensor, Tensor, Tensor>(Loss loss) => loss.Forward;

    /// <summary>Reduces losses of single elements. Samples are counted along their first axis.</summary>
    /// <param name="losses">The losses.</param>
    protected Tensor Reduce(Tensor losses) => Reduced(losses, Reduction);

    /// <inheritdoc cref="Reduce"/>
    /// <param name="losses">The losses.</param>
    /// <param name="reduction">What becomes of them.</param>
    private protected static Tensor Reduced(Tensor losses, Reduction reduction) => reduction switch
    {
        Reduction.Mean => losses.Mean(),
        Reduction.Sum => losses.Sum(),
        Reduction.BatchMean => losses.Rank == 0 ? losses : (losses.WideSum([], keepDims: false) / losses.Shape[0]).To(losses.DType),
        _ => losses,
    };

    /// <summary>Σ losses / Σ weights, rounded once where the losses are 16-bit floats.</summary>
    /// <param name="losses">The losses, each times its weight.</param>
    /// <param name="weights">The weights; a truth value counts 1.</param>
    private protected static Tensor WeightedMean(Tensor losses, Tensor weights) =>
        (losses.WideSum([], keepDims: false) / weights.WideSum([], keepDims: false)).To(losses.DType);

    /// <summary>Throws unless the prediction is floating point and both have one shape; gives the target in the prediction's dtype.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="target">The target.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    protected Tensor Alike(Tensor prediction, Tensor target)
    {
        NeedFloating(prediction);
        if (prediction.Shape == target.Shape)
            return target.To(prediction.DType);
        string remedy = prediction.Count == target.Count
            ? $"Bring one to the shape of the other: `target.Reshape({prediction.Shape})`."
            : "Compare the model's output with what the data set gives.";
        string broadcast = Shape.Broadcast(prediction.Shape, target.Shape) is { } shape ? $" Broadcast to {shape} they would give a wrong loss without a word." : "";
        throw new ShapeException($"{Name}: the prediction is {prediction.Shape}, the target {target.Shape}; they must be equal.{broadcast} {remedy}");
    }

    /// <summary>Throws unless the prediction is floating point.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <exception cref="DTypeException">It is not.</exception>
    protected void NeedFloating(Tensor prediction)
    {
        if (!prediction.DType.IsFloatingPoint())
            throw new DTypeException($"{Name}: the prediction is {prediction.Spec}, but must be floating point. Is it the second argument, behind the prediction, that holds the labels?");
    }

    /// <summary>Throws unless the prediction has an axis.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="what">What the last axis holds.</param>
    /// <exception cref="ShapeException">It has none.</exception>
    private protected void NeedAxis(Tensor prediction, string what)
    {
        if (prediction.Rank == 0)
            throw new ShapeException($"{Name}: the prediction is a single number; it needs an axis of {what}, such as [samples, {what}].");
    }

    /// <summary>Throws unless the first tensor is floating point and all have its shape: for losses of several inputs.</summary>
    /// <param name="loss">The loss's name.</param>
    /// <param name="tensors">The inputs, as errors name them.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="DTypeException">The first is not floating point.</exception>
    private protected static void NeedAlike(string loss, params ReadOnlySpan<(string Name, Tensor Value)> tensors)
    {
        (string name, Tensor first) = tensors[0];
        if (!first.DType.IsFloatingPoint())
            throw new DTypeException($"{loss}: the {name} is {first.Spec}, but must be floating point.");
        foreach ((string other, Tensor value) in tensors)
        {
            if (value.Shape != first.Shape)
                throw new ShapeException($"{loss}: the {name} is {first.Shape}, the {other} {value.Shape}; they must be equal, and nothing is broadcast.");
        }
    }

    /// <summary>Throws unless weights broadcast to the losses' shape; gives them in the losses' dtype.</summary>
    /// <param name="weight">The weights.</param>
    /// <param name="like">A tensor of the losses' shape and dtype.</param>
    /// <param name="what">The weights' name in the error.</param>
    /// <exception cref="ShapeException">They do not broadcast.</exception>
    private protected Tensor Fitting(Tensor weight, Tensor like, string what) =>
        Shape.Broadcast(weight.Shape, like.Shape) == like.Shape
            ? weight.To(like.DType)
            : throw new ShapeException($"{Name}: {what} {weight.Shape} does not broadcast to the losses' shape {like.Shape}.");

    private protected static double Smoothing(double share) =>
        share is >= 0 and <= 1 ? share : throw new ArgumentOutOfRangeException(nameof(share), share, "The label smoothing must be from 0 to 1.");

    private protected static double Positive(double value, string loss, string what) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{loss}: {what} must be above 0.");

    private protected static double NotNegative(double value, string loss, string what) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{loss}: {what} must be 0 or more.");
}

/// <summary>A loss by a user's function.</summary>
internal sealed record FunctionLoss(string Title, Func<Tensor, Tensor, Tensor> Function) : Loss(Reduction.Mean)
{
    public override string Name => Title;

    public override Tensor Forward(Tensor prediction, Tensor target) => Function(prediction, target);
}
