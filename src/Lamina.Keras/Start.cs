using Lamina.NN;

namespace Lamina.Keras;

/// <summary>First values of weights as Keras draws them.</summary>
internal static class Start
{
    public static Linear AsKeras(Linear layer)
    {
        Fill(layer.Weight, layer.Bias);
        return layer;
    }

    public static Conv2d AsKeras(Conv2d layer)
    {
        Fill(layer.Weight, layer.Bias);
        return layer;
    }

    static void Fill(Parameter weight, Parameter? bias)
    {
        Init.Fill(weight, Init.GlorotUniform);
        if (bias is not null)
            Init.Fill(bias, Init.Zeros);
    }
}
