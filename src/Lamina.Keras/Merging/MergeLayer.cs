using Lamina.NN;

namespace Lamina.Keras;

/// <summary>A layer that makes one tensor of several: <c>new Add().Forward([x, y])</c>, or <c>new Add().Of(a, b)</c> in the graph of a <see cref="Functional"/>.</summary>
public abstract class MergeLayer : Layer<IReadOnlyList<Tensor>, Tensor>
{
    private protected MergeLayer()
    {
    }

    /// <inheritdoc/>
    protected sealed override Tensor Compute(IReadOnlyList<Tensor> x)
    {
        if (x.Count < 2 || (x.Count > 2 && TakesTwo))
            throw new ShapeException($"{this} merges {(TakesTwo ? "two inputs" : "two inputs or more")}; got {x.Count}.");
        foreach (Tensor other in x)
        {
            if (other.Rank == 0 || (HasEqualRanks && other.Rank != x[0].Rank))
                throw new ShapeException($"{this} needs batches with as many axes each; got {string.Join(", ", x.Select(input => input.Shape))}. Reshape the inputs.");
        }

        return Merge(x);
    }

    /// <summary>Whether there are two inputs and no more.</summary>
    private protected virtual bool TakesTwo => false;

    private protected virtual bool HasEqualRanks => true;

    private protected abstract Tensor Merge(IReadOnlyList<Tensor> x);
}
