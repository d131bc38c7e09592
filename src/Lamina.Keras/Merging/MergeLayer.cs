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
            if (other.Rank == 0 || (NeedsEqualRanks && other.Rank != x[0].Rank))
                throw new ShapeException($"{this} needs batches with as many axes each; got {string.Join(", ", x.Select(input => input.Shape))}. Reshape the inputs.");
        }

        return Merge(Broadcasts ? Aligned(x) : x);
    }

    /// <summary>Whether there are two inputs and no more.</summary>
    private protected virtual bool TakesTwo => false;

    /// <summary>Whether the inputs are brought to one rank first: one of fewer axes gets axes of size 1 behind that of the batch.</summary>
    private protected virtual bool Broadcasts => true;

    private protected virtual bool NeedsEqualRanks => false;

    private protected abstract Tensor Merge(IReadOnlyList<Tensor> x);

    static Tensor[] Aligned(IReadOnlyList<Tensor> x)
    {
        int rank = x.Max(input => input.Rank);
        return [.. x.Select(input => input.Rank == rank ? input : input.Reshape([input.Shape[0], .. Enumerable.Repeat(1L, rank - input.Rank), .. input.Shape[1..]]))];
    }
}
