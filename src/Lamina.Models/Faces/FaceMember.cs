using Lamina.NN;

namespace Lamina.Models.Faces;

/// <summary>
/// Features of a face, brought to a place on a sphere by a linear layer: [N, 1, height, width] → [N, places], each of length 1. What differs between pictures of one person counts little in it.
/// </summary>
/// <remarks>
/// DType: floating point. <b>Source:</b> Hatch, Kajarekar and Stolcke, Within-class covariance normalization for SVM-based speaker recognition (2006); that the layers before the last serve other
/// tasks better than the last: Chen et al., A simple framework for contrastive learning of visual representations (2020).
/// </remarks>
public sealed class FaceMember : Module<Tensor, Tensor>
{
    const double Nothing = 1e-9;
    const int PicturesAtOnce = 100;

    readonly FaceFeatures _features;
    readonly Linear _projection;

    /// <summary>Puts a linear layer with random weights behind features; <see cref="Fit"/> gives it the weights it is for.</summary>
    /// <param name="features">What is seen; held, not copied.</param>
    /// <param name="places">Size of a place at most; there are no more than features.</param>
    /// <exception cref="ShapeException">There are no places.</exception>
    public FaceMember(FaceFeatures features, int places = 384)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (places < 1)
            throw new ShapeException($"FaceMember({features}): a place of {places} numbers is none. Give 1 or more.");
        _features = features;
        _projection = new Linear(features.Count, Math.Min(places, features.Count));
    }

    /// <summary>What it sees.</summary>
    public FaceFeatures Features => _features;

    /// <summary>Size of a place.</summary>
    public int Places => (int)_projection.OutFeatures;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => _projection.Forward(_features.Forward(x)).Normalize(axis: -1);

    /// <summary>The places of faces from both sides: of each picture and of its mirror image together. [N, 1, height, width] → [N, places], each of length 1.</summary>
    /// <param name="x">The pictures.</param>
    /// <exception cref="ShapeException">They are not of the features' size.</exception>
    public Tensor Embed(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return (Forward(x) + Forward(x.Flip(3))).Normalize(axis: -1);
    }

    /// <summary>
    /// Chooses the linear layer by faces and their mirror images, which count as other people's: the directions in which features vary most, turned and divided so that in each the variance
    /// between pictures of one person, with a part of that between people and a part of a feature's mean variance, is 1. The features stay as they are, in the state of evaluation. Computed in double.
    /// </summary>
    /// <param name="faces">[N, 1, height, width], several of each person, moved and turned as pictures in use may be.</param>
    /// <param name="people">Who each is, [N] of int64.</param>
    /// <param name="between">The part of the variance between people. With 1 it is plain whitening, which does not look at who is who.</param>
    /// <param name="shrinkage">The part of the mean variance, so that directions that hardly vary do not count most.</param>
    /// <exception cref="ShapeException">The faces are not of the features' size, or there are not as many people.</exception>
    /// <exception cref="NumericException">All faces have the same features.</exception>
    public void Fit(Tensor faces, Tensor people, double between = 0.05, double shrinkage = 0.03)
    {
        ArgumentNullException.ThrowIfNull(faces);
        ArgumentNullException.ThrowIfNull(people);
        if (people.Rank != 1 || people.Shape[0] != faces.Shape[0])
            throw new ShapeException($"{this}: {faces.Shape[0]} faces and people {people.Shape}. Give one number for each face.");
        Eval();
        using GradientScope off = Gradients.Off();
        Tensor seen = Tensor.Concatenate([Seen(faces), Seen(faces.Flip(3))], 0), mean = seen.Mean([0]), centred = seen - mean;
        (Tensor values, Tensor vectors) = Covariance(centred).EigenSymmetric();
        double[] variances = [.. values.ToArray<double>().Reverse().Take(Places)];
        if (!(variances[0] > 0))
            throw new NumericException($"{this}: all {faces.Shape[0]} faces have the same features. Give pictures of several people.");

        // Directions in which no face lies have rows of zeros.
        int found = variances.Count(variance => variance > Nothing * variances[0]);
        Tensor directions = vectors.T.Flip(0).Slice(0, 0, found), turned = centred.MatMul(directions.T);
        long[] who = people.ToArray<long>();
        Tensor within = Covariance(WithoutMeans(turned, [.. who.Select(person => (person, false)), .. who.Select(person => (person, true))]));
        double added = shrinkage * values.Sum().ToDouble() / _features.Count;
        (Tensor mixed, Tensor axes) = (within + (between * (Covariance(turned) - within)) + (added * Tensor.Eye(found, dtype: DType.Float64))).EigenSymmetric();
        Tensor weight = (axes.T / mixed.Sqrt().Unsqueeze(1)).MatMul(directions).Pad((0, Places - found), (0, 0));
        _projection.Weight.Value.CopyFrom(weight.To(_projection.Weight.Value.DType));
        _projection.Bias!.Value.CopyFrom(-weight.MatMul(mean.Unsqueeze(1)).Squeeze(1).To(_projection.Bias.Value.DType));
    }

    /// <inheritdoc/>
    public override string ToString() => $"FaceMember({_features} → {Places})";

    Tensor Seen(Tensor faces)
    {
        IEnumerable<long> starts = Enumerable.Range(0, (int)((faces.Shape[0] + PicturesAtOnce - 1) / PicturesAtOnce)).Select(i => (long)i * PicturesAtOnce);
        return Tensor.Concatenate([.. starts.Select(start => _features.Forward(faces.Slice(0, start, Math.Min(start + PicturesAtOnce, faces.Shape[0]))).To(DType.Float64))], 0);
    }

    static Tensor Covariance(Tensor centred) => centred.T.MatMul(centred) / centred.Shape[0];

    // Each row less the mean of its person's.
    static Tensor WithoutMeans(Tensor rows, IReadOnlyList<(long Person, bool IsMirrored)> who)
    {
        (long Person, bool IsMirrored)[] people = [.. who.Distinct()];
        Tensor belongs = Tensor.From<double>([.. people.SelectMany(one => who.Select(other => one == other ? 1.0 : 0))], [people.Length, who.Count]);
        Tensor means = belongs.MatMul(rows) / belongs.Sum([1], keepDims: true);
        return rows - belongs.T.MatMul(means);
    }
}
