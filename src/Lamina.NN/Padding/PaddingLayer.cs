namespace Lamina.NN;

/// <summary>A layer that adds places around its input, along the axes behind N and C. Amounts below 0 cut off.</summary>
public abstract class PaddingLayer : Layer<Tensor, Tensor>
{
    readonly PadAmount[] _amounts;
    readonly PadMode _mode;

    private protected PaddingLayer(PadMode mode, params PadAmount[] amounts) => (_mode, _amounts) = (mode, amounts);

    /// <summary>The number in the new places, where they hold one.</summary>
    private protected virtual double Filling => 0;

    /// <inheritdoc/>
    public sealed override string ToString() =>
        $"{GetType().Name}({(_amounts.All(amount => amount == _amounts[0] && amount.Before == amount.After) ? $"{_amounts[0].Before}" : string.Join(", ", _amounts.Reverse().Select(amount => $"{amount.Before}, {amount.After}")))})";

    /// <inheritdoc/>
    protected sealed override Tensor Compute(Tensor x)
    {
        if (x.Rank - _amounts.Length is not (1 or 2))
            throw new ShapeException($"{this} needs {Pictures.Form(_amounts.Length)}; got {x.Shape}. Reshape the input.");
        return x.Pad(_amounts, _mode, Filling);
    }
}
