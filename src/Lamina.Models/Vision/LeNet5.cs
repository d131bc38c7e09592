using Lamina.NN;

namespace Lamina.Models.Vision;

/// <summary>
/// LeNet-5 in the form that today's textbooks give it, with ReLU and max pooling: [N, 1, 32, 32] → [N, classes].
/// <b>Source:</b> LeCun et al., Gradient-based learning applied to document recognition (1998).
/// </summary>
/// <param name="classes">Number of classes.</param>
/// <param name="padding">Zeros around the picture: 0 for 32×32, 2 for 28×28.</param>
public sealed class LeNet5(int classes = 10, int padding = 0) : Module<Tensor, Tensor>
{
    readonly Conv2d _conv1 = new(1, 6, 5, padding: padding), _conv2 = new(6, 16, 5);
    readonly Linear _fc1 = new(400, 120), _fc2 = new(120, 84), _fc3 = new(84, classes);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        x = _conv1.Forward(x).Relu().MaxPool2d(2);
        x = _conv2.Forward(x).Relu().MaxPool2d(2);
        x = _fc1.Forward(x.Flatten(1)).Relu();
        return _fc3.Forward(_fc2.Forward(x).Relu());
    }
}
