using Lamina.NN;

namespace Lamina.Models.Faces;

/// <summary>
/// Several ways of seeing faces as one: the places that each gives stand side by side, so that the cosine of two faces is the mean of the members' cosines. Members that were trained by themselves,
/// look at a part of the face or see other things in it err on other pairs. [N, 1, height, width] → [N, sum of places], each of length 1.
/// </summary>
/// <remarks>
/// DType: floating point. <b>Source:</b> Hansen and Salamon, Neural network ensembles (1990); of parts of faces: Sun, Wang and Tang, Deep learning face representation from predicting 10,000
/// classes (2014).
/// </remarks>
public sealed class FaceCommittee : Module<Tensor, Tensor>
{
    readonly FaceMember[] _members;

    /// <summary>Makes one of several; it holds them, and no copies.</summary>
    /// <param name="members">The members, for pictures of one size; at least one.</param>
    /// <exception cref="ShapeException">There is none, or they differ in sizes.</exception>
    public FaceCommittee(IReadOnlyList<FaceMember> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0)
            throw new ShapeException("FaceCommittee: it has no members. Give one or more.");
        FaceFeatures first = members[0].Features;
        if (members.FirstOrDefault(one => (one.Features.Height, one.Features.Width) != (first.Height, first.Width)) is { } other)
            throw new ShapeException($"FaceCommittee: {first} and {other.Features} see pictures of different sizes. Give members for one.");
        _members = [.. members];
    }

    /// <summary>The members.</summary>
    public IReadOnlyList<FaceMember> Members => _members;

    /// <summary>Rows of a picture.</summary>
    public int Height => _members[0].Features.Height;

    /// <summary>Columns of a picture.</summary>
    public int Width => _members[0].Features.Width;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => Together(member => member.Forward(x));

    /// <summary>The places of faces from both sides, as <see cref="FaceMember.Embed"/> gives them: [N, 1, height, width] → [N, sum of places], each of length 1.</summary>
    /// <param name="x">The pictures.</param>
    /// <exception cref="ShapeException">They are not of the members' size.</exception>
    public Tensor Embed(Tensor x) => Together(member => member.Embed(x));

    /// <inheritdoc/>
    public override string ToString() => $"FaceCommittee({string.Join(", ", _members.Select(member => member.ToString()))})";

    // Each member's places have length 1.
    Tensor Together(Func<FaceMember, Tensor> places) => Tensor.Concatenate([.. _members.Select(places)], 1) / Math.Sqrt(_members.Length);
}
