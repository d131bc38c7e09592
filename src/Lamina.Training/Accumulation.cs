using Lamina.NN;

namespace Lamina.Training;

/// <summary>Gradients of several batches that add up to one update.</summary>
/// <remarks>
/// Gradients stay the same tensors from update to update, so that the batches can be replayed: the first batch makes them, eagerly, and each update leaves zeros.
/// </remarks>
internal sealed class Accumulation
{
    readonly Model _model;
    readonly BatchStep? _step;
    readonly Tensor _share = Tensor.From<float>([1], []);
    (Parameter Parameter, Tensor Gradient)[]? _gradients;

    public Accumulation(Model model, bool captured)
    {
        _model = model;
        _step = captured ? new BatchStep(model.AddGradient) : null;
        if (model.Optimizer.Groups.Count > 0)
            model.Optimizer.ZeroGrad();
    }

    public string? WhyEager => _step?.WhyEager;

    /// <summary>Adds the gradient of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="share">The batch's share of the samples of its update.</param>
    /// <param name="isChecked">True to do it both ways, if it is replayed.</param>
    /// <returns>The loss, and how the two ways differed, or null.</returns>
    public (Tensor Loss, string? Difference) Add(BatchParts batch, double share, bool isChecked)
    {
        _share.Fill<float>([(float)share]);
        batch = batch with { Share = _share };
        if (_gradients is null)
        {
            Tensor loss = _model.AddGradient(batch);
            _gradients = [.. from parameter in _model.Optimizer.Parameters where parameter.Grad is not null select (parameter, parameter.Grad)];
            return (loss, null);
        }

        if (_step is null)
            return (_model.AddGradient(batch), null);
        return isChecked ? _step.RunChecked(batch) : (_step.Run(batch), null);
    }

    public void Update()
    {
        _model.Update();
        using (Gradients.Off())
        {
            foreach ((Parameter parameter, Tensor gradient) in _gradients ?? [])
                parameter.Grad = gradient.ZeroInPlace();
        }
    }
}
