namespace Lamina.Training;

/// <summary>A loss with the name under which errors and files know it.</summary>
/// <param name="Name">Such as <c>mean_squared_error</c>; <c>custom</c> for a function of the user's.</param>
/// <param name="Compute">From prediction and target to a single number.</param>
internal sealed record LossFunction(string Name, Func<Tensor, Tensor, Tensor> Compute)
{
    public Tensor Of(Tensor prediction, Tensor target)
    {
        Tensor loss = Compute(prediction, target);
        return loss.Count == 1
            ? loss
            : throw new ShapeException($"The loss '{Name}' gave {loss.Spec} for a prediction {prediction.Spec} and a target {target.Spec}; training needs a single number. End the loss with `Mean()` or `Sum()`.");
    }
}
