using Lamina.NN;

namespace Lamina.Models.Generative;

/// <summary>
/// A variational autoencoder of black-and-white pictures: an encoder tells a normal distribution over codes for each picture, a decoder the probability of each
/// pixel to be set for a code; both are networks with two hidden layers and ReLU. Trained to raise a lower bound of ln p(x).
/// </summary>
/// <remarks>
/// <para>The bound is E_q[ln p(x|z)] − KL(q(z|x) ‖ p(z)), with q(z|x) = N(μ(x), diag σ²(x)), p(z) = N(0, I), and ln p(x|z) = Σ x·ln π + (1 − x)·ln(1 − π) over the pixels.
/// A code is drawn as z = μ + σ·ε, ε ~ N(0, I), so that the gradient passes.</para>
/// <para><b>Source:</b> Kingma and Welling, Auto-encoding variational Bayes (2014); the bound of several codes: Burda, Grosse and Salakhutdinov,
/// Importance weighted autoencoders (2016).</para>
/// </remarks>
public sealed class VariationalAutoencoder : Module<Tensor, Tensor>, IPictureGenerator
{
    readonly Linear _enc1, _enc2, _enc3, _dec1, _dec2, _dec3;

    /// <summary>Makes an autoencoder with random weights.</summary>
    /// <param name="pixels">Pixels of a picture; 784 by default, 28×28.</param>
    /// <param name="hidden">Units of each hidden layer; 500 by default.</param>
    /// <param name="code">Numbers of a code; 40 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public VariationalAutoencoder(int pixels = 784, int hidden = 500, int code = 40)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 1);
        (Pixels, Hidden, Code) = (pixels, hidden, code);
        (_enc1, _enc2, _enc3) = (new Linear(pixels, hidden), new Linear(hidden, hidden), new Linear(hidden, 2 * code));
        (_dec1, _dec2, _dec3) = (new Linear(code, hidden), new Linear(hidden, hidden), new Linear(hidden, pixels));
    }

    /// <summary>Pixels of a picture.</summary>
    public int Pixels { get; }

    /// <summary>Units of each hidden layer.</summary>
    public int Hidden { get; }

    /// <summary>Numbers of a code.</summary>
    public int Code { get; }

    int IPictureGenerator.Classes => 0;

    /// <summary>What the bound is made of: the logits of the pixels, μ and ln σ² side by side.</summary>
    /// <param name="x">[N, …] with <see cref="Pixels"/> elements a picture, from 0 to 1.</param>
    /// <returns>[N, pixels + 2·code]; <see cref="NegativeBound(Tensor, Tensor)"/> takes it. The code is drawn in training, and μ itself in evaluation.</returns>
    public override Tensor Forward(Tensor x)
    {
        (Tensor mean, Tensor logVariance) = Encode(x);
        Tensor code = IsTraining ? Draw(mean, logVariance) : mean;
        return Tensor.Concatenate([Decode(code), mean, logVariance], 1);
    }

    /// <summary>The distribution over codes of each picture.</summary>
    /// <param name="x">[N, …] with <see cref="Pixels"/> elements a picture, from 0 to 1.</param>
    /// <returns>μ and ln σ², both [N, code].</returns>
    public (Tensor Mean, Tensor LogVariance) Encode(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor both = _enc3.Call(_enc2.Call(_enc1.Call(x.Flatten(1)).Relu()).Relu());
        return (both.Slice(1, 0, Code), both.Slice(1, Code, 2 * Code));
    }

    /// <summary>Logits of the pixels for codes: a sigmoid makes them probabilities.</summary>
    /// <param name="z">[N, code].</param>
    /// <returns>[N, pixels].</returns>
    public Tensor Decode(Tensor z) => _dec3.Call(_dec2.Call(_dec1.Call(z).Relu()).Relu());

    /// <summary>Probabilities of the pixels of pictures that are drawn from nothing: codes from N(0, I), decoded.</summary>
    /// <param name="count">How many.</param>
    /// <param name="generator">Where codes come from; the default generator if null.</param>
    /// <returns>[count, pixels], from 0 to 1.</returns>
    public Tensor Sample(int count, Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Decode(Tensor.Randn([count, Code], _dec1.Weight.DType, generator)).Sigmoid();
    }

    Tensor IPictureGenerator.Sample(int count, Generator? generator, int? label) =>
        label is null ? Sample(count, generator) : throw new ArgumentOutOfRangeException(nameof(label), label, "This network knows no classes.");

    /// <summary>−(bound) of each picture, in nats, from what <see cref="Forward"/> gave.</summary>
    /// <param name="output">[N, pixels + 2·code].</param>
    /// <param name="x">The pictures, [N, …], from 0 to 1.</param>
    /// <returns>[N].</returns>
    public Tensor NegativeBound(Tensor output, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(x);
        Tensor logits = output.Slice(1, 0, Pixels);
        Tensor reconstruction = NN.Loss.BinaryCrossEntropyWithLogits(logits, x.Flatten(1), reduction: Reduction.None).Sum(1);
        return reconstruction + Divergence(output.Slice(1, Pixels, Pixels + Code), output.Slice(1, Pixels + Code, Pixels + (2 * Code)));
    }

    /// <summary>KL(N(μ, diag σ²) ‖ N(0, I)) = ½ Σ (μ² + σ² − 1 − ln σ²) of each row, in nats.</summary>
    /// <param name="mean">μ, [N, code].</param>
    /// <param name="logVariance">ln σ², [N, code].</param>
    /// <returns>[N].</returns>
    public static Tensor Divergence(Tensor mean, Tensor logVariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(logVariance);
        return 0.5 * (mean.Square() + logVariance.Exp() - 1 - logVariance).Sum(1);
    }

    /// <summary>ln w of several codes of each picture, where w = p(x|z)·p(z) / q(z|x) and z is drawn from q(z|x).</summary>
    /// <param name="x">Pictures of zeros and ones, [N, …].</param>
    /// <param name="codes">K: how many codes a picture; at least 1.</param>
    /// <param name="generator">Where codes come from; the default generator if null.</param>
    /// <returns>
    /// [N, K], in nats. Its mean over K estimates the bound that training raises; <see cref="ImportanceBound"/> makes of it a bound that is nearer to ln p(x), the more so the more codes there are.
    /// </returns>
    public Tensor LogWeights(Tensor x, int codes, Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(codes, 1);
        (Tensor mean, Tensor logVariance) = Encode(x);
        long count = mean.Shape[0];
        Tensor noise = Tensor.Randn([count, codes, Code], mean.DType, generator);
        Tensor z = mean.Unsqueeze(1) + ((0.5 * logVariance).Exp().Unsqueeze(1) * noise);

        // Of ln p(z) − ln q(z|x) the constants ½ ln 2π cancel, and (z − μ)/σ is the noise.
        Tensor prior = 0.5 * (noise.Square() + logVariance.Unsqueeze(1) - z.Square()).Sum(2);
        Tensor logits = Decode(z.Reshape(count * codes, Code)).Reshape(count, codes, Pixels);
        Tensor pixels = x.Flatten(1).Unsqueeze(1).Expand([count, codes, Pixels]);
        return prior - NN.Loss.BinaryCrossEntropyWithLogits(logits, pixels, reduction: Reduction.None).Sum(2);
    }

    /// <summary>ln (Σ w / K) of each picture: a lower bound of ln p(x) in expectation.</summary>
    /// <param name="logWeights">What <see cref="LogWeights"/> gave, [N, K].</param>
    /// <returns>[N].</returns>
    public static Tensor ImportanceBound(Tensor logWeights)
    {
        ArgumentNullException.ThrowIfNull(logWeights);
        return logWeights.LogSumExp(1) - Math.Log(logWeights.Shape[1]);
    }

    static Tensor Draw(Tensor mean, Tensor logVariance) => mean + ((0.5 * logVariance).Exp() * Tensor.Randn(mean.Shape, mean.DType));
}
