namespace Lamina.Keras;

/// <summary>The ops behind <see cref="Activation"/>.</summary>
internal static class Activations
{
    public static Tensor Apply(this Activation activation, Tensor x) => activation switch
    {
        Activation.Linear => x,
        Activation.Relu => x.Relu(),
        Activation.Relu6 => x.Relu6(),
        Activation.LeakyRelu => x.LeakyRelu(0.2),
        Activation.Elu => x.Elu(),
        Activation.Selu => x.Selu(),
        Activation.Gelu => x.Gelu(),
        Activation.Silu => x.Silu(),
        Activation.Mish => x.Mish(),
        Activation.Sigmoid => x.Sigmoid(),
        Activation.HardSigmoid => x.Hardsigmoid(),
        Activation.Tanh => x.Tanh(),
        Activation.Softmax => x.Softmax(),
        Activation.LogSoftmax => x.LogSoftmax(),
        Activation.Softplus => x.Softplus(),
        Activation.Softsign => x.Softsign(),
        Activation.Exponential => x.Exp(),
        Activation.Celu => x.Celu(),
        Activation.HardSilu => x.Hardswish(),
        Activation.HardTanh => x.Hardtanh(),
        Activation.HardShrink => x.Hardshrink(),
        Activation.SoftShrink => x.Softshrink(),
        Activation.TanhShrink => x.Tanhshrink(),
        Activation.LogSigmoid => x.LogSigmoid(),
        Activation.Squareplus => (x + (x.Square() + 4).Sqrt()) / 2,
        Activation.SparsePlus => (x.Clamp(-1, 1) + 1).Square() / 4 + (x - 1).Relu(),
        Activation.SparseSigmoid => ((x + 1) / 2).Clamp(0, 1),
        Activation.Sparsemax => x.Sparsemax(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };

    /// <summary>For the text of a layer: nothing for none.</summary>
    public static string Suffix(this Activation activation) => activation == Activation.Linear ? "" : $", {activation}";
}
