using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// A layer by Keras' name, which makes the layer of Lamina.NN that it stands for when it knows its input's shape: when it is
/// made, if it was told, or at the first input. Features and channels are the last axis; the keys of the weights are those of Lamina.NN.
/// </summary>
public abstract partial class KerasLayer : Layer<Tensor, Tensor>, IBuildable, IActivityRegularized
{
    readonly Lock _building = new();

    // Derived classes set their properties by initializers, which run before this constructor: so it may build.
    private protected KerasLayer(Shape? inputShape, DType dtype = DType.Float32)
    {
        if (inputShape is { } sample)
            BuildFor(new TensorSpec(dtype, sample));
    }

    /// <inheritdoc/>
    public bool IsBuilt => InputSpec is not null;

    /// <summary>Dtype and shape of the first sample, or those the layer was told; null before. A later sample may differ in axes that no weight depends on.</summary>
    public TensorSpec? InputSpec { get; private set; }

    /// <summary>The shape of a sample of the output. Shapes are without the axis of the batch.</summary>
    /// <param name="input">The shape of a sample of the input.</param>
    /// <exception cref="ShapeException">The layer takes no such input.</exception>
    public abstract Shape OutputShapeOf(Shape input);

    /// <inheritdoc/>
    protected sealed override Tensor Compute(Tensor x) => Compute(x, null);

    Tensor Compute(Tensor x, Tensor? mask)
    {
        if (x.Rank == 0)
            throw new ShapeException($"{this} needs a batch, whose first axis counts the samples; got {x.Spec}. Add the axis with `Unsqueeze(0)`.");
        TensorSpec sample = new(x.DType, x.Shape.Remove(0));
        if (!IsBuilt)
        {
            lock (_building)
            {
                if (!IsBuilt)
                    BuildFor(sample);
            }
        }

        Check(sample.Shape);
        Tensor y = Apply(x, mask);
        _activityPenalty = ActivityPenalties.Of(this, ActivityRegularizer, y);
        return y;
    }

    /// <summary>Makes the weights for a sample that the layer takes.</summary>
    private protected virtual void Build(Shape input)
    {
    }

    /// <summary>Computes the output of a batch that was checked.</summary>
    private protected abstract Tensor Apply(Tensor x);

    /// <summary>Computes the output of a batch that was checked, and of whose steps those count where the mask is true; all if null. For layers that take a mask.</summary>
    private protected virtual Tensor Apply(Tensor x, Tensor? mask) => Apply(x);

    /// <summary>The output with a mask, hooks around it.</summary>
    private protected Tensor Masked(Tensor x, Tensor? mask) => Around(x, (Layer: this, mask), static (x, rest) => rest.Layer.Compute(x, rest.mask));

    /// <summary>Whether weights depend on the last axis of the input.</summary>
    private protected virtual bool HasWeights => true;

    /// <summary>An error about the input's shape.</summary>
    private protected ShapeException Unfit(string needed, Shape got, string remedy) => new($"{this} needs {needed}; got samples of {got}. {remedy}");

    /// <summary>Makes the weights for samples of a dtype and shape.</summary>
    internal void BuildFor(TensorSpec sample)
    {
        OutputShapeOf(sample.Shape);
        Build(sample.Shape);
        if (sample.DType.IsFloatingPoint())
            To(sample.DType);
        Train(IsTraining);
        Regularize();
        InputSpec = sample;
    }

    void Check(Shape sample)
    {
        OutputShapeOf(sample);
        Shape built = InputSpec!.Value.Shape;
        if (HasWeights && sample[^1] != built[^1])
            throw Unfit($"{built[^1]} features on the last axis, for which its weights were made (samples of {built})", sample, "Bring the input to that shape, or make a new layer for this one.");
    }
}
