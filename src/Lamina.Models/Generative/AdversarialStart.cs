using Lamina.NN;

namespace Lamina.Models.Generative;

/// <summary>How both networks begin: weights normal with deviation 0.02, around 1 for normalizations; biases 0.</summary>
internal static class AdversarialStart
{
    const double Deviation = 0.02;

    public static void Fill(Module network)
    {
        foreach ((string name, Parameter parameter) in network.NamedParameters())
        {
            double mean = name.StartsWith("bn", StringComparison.Ordinal) ? 1 : 0;
            if (name.EndsWith(".bias", StringComparison.Ordinal))
                Init.Fill(parameter, Init.Zeros);
            else
                Init.Fill(parameter, (shape, dtype, generator) => Init.Normal(shape, mean, Deviation, dtype, generator));
        }
    }
}
