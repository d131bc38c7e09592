namespace Lamina.NN;

/// <summary>What the blocks of encoder and decoder share: checks, and W₂·a(W₁·x + b₁) + b₂ with dropout behind a.</summary>
internal static class FeedForward
{
    public static Tensor Run(Tensor x, Linear first, TransformerActivation activation, Dropout dropout, Linear second)
    {
        Tensor hidden = first.Forward(x);
        return second.Forward(dropout.Forward(activation == TransformerActivation.Gelu ? hidden.Gelu() : hidden.Relu()));
    }

    public static int Checked(string layer, int size) => size >= 1 ? size : throw new ShapeException($"{layer}: the size of the layer between, {size}, is at least 1.");
}
