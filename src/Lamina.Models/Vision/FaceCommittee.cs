using Lamina.NN;

namespace Lamina.Models.Vision;

/// <summary>
/// Several networks of faces as one: the places that each gives stand side by side, so that the cosine of two faces is the mean of the members' cosines. Members that were trained by themselves,
/// or look at a part of the face, err on other pairs. [N, 1, height, width] → [N, members · features], each of length 1.
/// </summary>
/// <remarks>
/// DType: floating point. <b>Source:</b> Hansen and Salamon, Neural network ensembles (1990); of parts of faces: Sun, Wang and Tang, Deep learning face representation from predicting 10,000
/// classes (2014).
/// </remarks>
public sealed class FaceCommittee : Module<Tensor, Tensor>
{
    readonly FaceEmbedding[] _members;

    /// <summary>Makes one network of several; it holds them, and no copies.</summary>
    /// <param name="members">The networks, for pictures of one size, with as many features and channels; at least one.</param>
    /// <exception cref="ShapeException">There is none, or they differ in sizes.</exception>
    public FaceCommittee(IReadOnlyList<FaceEmbedding> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0)
            throw new ShapeException("FaceCommittee: it has no members. Give one network or more.");
        FaceEmbedding first = members[0];
        if (members.FirstOrDefault(one => (one.Height, one.Width, one.Features, one.Channels) != (first.Height, first.Width, first.Features, first.Channels)) is { } other)
        {
            throw new ShapeException(
                $"FaceCommittee: {first} with {first.Channels} channels and {other} with {other.Channels} differ. Give networks for pictures of one size, with as many features and channels.");
        }

        _members = [.. members];
    }

    /// <summary>The networks.</summary>
    public IReadOnlyList<FaceEmbedding> Members => _members;

    /// <summary>Rows of a picture.</summary>
    public int Height => _members[0].Height;

    /// <summary>Columns of a picture.</summary>
    public int Width => _members[0].Width;

    /// <summary>Size of the embedding of one member.</summary>
    public int Features => _members[0].Features;

    /// <summary>Channels of the first convolution of each.</summary>
    public int Channels => _members[0].Channels;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => Together(member => member.Forward(x));

    /// <summary>The places of faces from both sides, as <see cref="FaceEmbedding.Embed"/> gives them: [N, 1, height, width] → [N, members · features], each of length 1.</summary>
    /// <param name="x">The pictures.</param>
    /// <exception cref="ShapeException">They are not of the networks' size.</exception>
    public Tensor Embed(Tensor x) => Together(member => member.Embed(x));

    /// <inheritdoc/>
    public override string ToString() => $"FaceCommittee({string.Join(", ", _members.Select(member => member.ToString()))})";

    // Each member's places have length 1.
    Tensor Together(Func<FaceEmbedding, Tensor> places) => Tensor.Concatenate([.. _members.Select(places)], 1) / Math.Sqrt(_members.Length);
}
