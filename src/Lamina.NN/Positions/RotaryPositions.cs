namespace Lamina.NN;

/// <summary>
/// Turns pairs of numbers by their place: pair i at place p by the angle p·base^(−2i/dim), so that a product of a query and a key depends on
/// how far apart they are. Shape: [.., places, head dim], kept; numbers beyond the dimension pass.
/// </summary>
/// <remarks>
/// A pair is number i and number i + dim/2, as in GPT-NeoX and Llama, or two neighbours, as in the source and GPT-J. It has no parameters.
/// DType: floating point. <b>Source:</b> Su and others, RoFormer: Enhanced transformer with rotary position embedding (2021).
/// </remarks>
public sealed class RotaryPositions : Layer<Tensor, Tensor>
{
    readonly Tensor _cosines, _sines;

    /// <summary>Makes a layer.</summary>
    /// <param name="dimension">Numbers of a head that are turned; even.</param>
    /// <param name="length">The most places.</param>
    /// <param name="wavelength">The base, from which the angles fall; 10,000 by default.</param>
    /// <param name="interleaved">True to pair neighbours, false to pair halves.</param>
    /// <exception cref="ShapeException">The dimension is odd, or a size is below 1.</exception>
    public RotaryPositions(int dimension, int length = 2048, double wavelength = 10000, bool interleaved = false)
    {
        if (dimension < 2 || dimension % 2 != 0 || length < 1)
            throw new ShapeException($"RotaryPositions({dimension}, {length}): the dimension is even and at least 2, the length at least 1.");
        (Dimension, Length, Wavelength, Interleaved) = (dimension, length, wavelength, interleaved);
        Tensor exponents = Tensor.Arange(dimension / 2).To(DType.Float64) * (-2.0 / dimension);
        Tensor angles = Tensor.Arange(length).To(DType.Float64).Unsqueeze(1) * Tensor.Pow(wavelength, exponents);
        (_cosines, _sines) = (angles.Cos(), angles.Sin());
    }

    /// <summary>Numbers of a head that are turned.</summary>
    public int Dimension { get; }

    /// <summary>The most places.</summary>
    public int Length { get; }

    /// <summary>The base, from which the angles fall.</summary>
    public double Wavelength { get; }

    /// <summary>Whether neighbours are pairs, not halves.</summary>
    public bool Interleaved { get; }

    /// <summary>Turns numbers whose first place is not 0.</summary>
    /// <param name="x">[.., places, head dim].</param>
    /// <param name="start">The first place.</param>
    /// <exception cref="ShapeException">The shape does not fit, or there are more places than the layer was made for.</exception>
    public Tensor Forward(Tensor x, long start) => Around(x, (Layer: this, start), static (x, rest) => rest.Layer.Turn(x, rest.start));

    /// <inheritdoc/>
    public override string ToString() => $"RotaryPositions({Dimension})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Turn(x, 0);

    Tensor Turn(Tensor x, long start)
    {
        if (x.Rank < 2 || x.Shape[^1] < Dimension || start < 0 || start + x.Shape[^2] > Length)
            throw new ShapeException($"{this} needs [.., places, at least {Dimension}] and places below {Length}; got {x.Shape} from place {start}. Make it with a larger length.");
        DType compute = x.DType == DType.Float64 ? DType.Float64 : DType.Float32;
        Tensor cosines = _cosines.Slice(0, start, start + x.Shape[^2]).To(compute), sines = _sines.Slice(0, start, start + x.Shape[^2]).To(compute);
        Tensor turned = x.Shape[^1] == Dimension ? x : x.Slice(-1, 0, Dimension);
        Tensor wide = turned.To(compute), y;
        if (Interleaved)
        {
            Tensor first = wide.Slice(-1, 0, Dimension, 2), second = wide.Slice(-1, 1, Dimension, 2);
            y = Tensor.Stack([(first * cosines) - (second * sines), (first * sines) + (second * cosines)], -1).Reshape(turned.Shape);
        }
        else
        {
            Tensor first = wide.Slice(-1, 0, Dimension / 2), second = wide.Slice(-1, Dimension / 2, Dimension);
            y = Tensor.Concatenate([(first * cosines) - (second * sines), (first * sines) + (second * cosines)], -1);
        }

        y = y.To(x.DType);
        return x.Shape[^1] == Dimension ? y : Tensor.Concatenate([y, x.Slice(-1, Dimension)], -1);
    }
}
