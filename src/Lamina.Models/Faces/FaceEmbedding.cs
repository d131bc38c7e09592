using Lamina.NN;

namespace Lamina.Models.Faces;

/// <summary>
/// A small network that gives a face a place on a sphere, near other pictures of the same person: [N, 1, height, width] → [N, features], each of length 1. It is what
/// <see cref="FaceConvolutions"/> are trained by: a linear layer over all their places, batch normalization, and behind it <see cref="CosineLinear"/> and
/// <see cref="Loss.ArcFace(double, double, Reduction)"/>.
/// </summary>
/// <remarks>
/// DType: floating point. <b>Source:</b> Deng et al., ArcFace: Additive Angular Margin Loss for Deep Face Recognition (2019), whose network is far larger. Its last layer keeps what tells the people
/// of the training apart. After training on few people a <see cref="FaceMember"/>, which leaves that layer away, tells others apart better.
/// </remarks>
public sealed class FaceEmbedding : Module<Tensor, Tensor>
{
    readonly FaceConvolutions _convolutions;
    readonly Dropout _dropout;
    readonly Linear _linear;
    readonly BatchNorm1d _norm;

    /// <summary>Makes the layers behind the convolutions, with random weights.</summary>
    /// <param name="convolutions">What is trained; it is held, not copied.</param>
    /// <param name="features">Size of the embedding.</param>
    /// <param name="dropout">In training, probability of 0 for what the linear layer reads.</param>
    /// <exception cref="NumericException">Dropout is no probability.</exception>
    public FaceEmbedding(FaceConvolutions convolutions, int features = 128, double dropout = 0.5)
    {
        ArgumentNullException.ThrowIfNull(convolutions);
        (_convolutions, _dropout) = (convolutions, new Dropout(dropout));
        _linear = new Linear(convolutions.MapSize, features, bias: false);
        _norm = new BatchNorm1d(features);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => _norm.Forward(_linear.Forward(_dropout.Forward(_convolutions.Maps(x).Flatten(1)))).Normalize(axis: -1);

    /// <inheritdoc/>
    public override string ToString() => $"FaceEmbedding({_convolutions.Height}×{_convolutions.Width} → {_linear.OutFeatures})";
}
