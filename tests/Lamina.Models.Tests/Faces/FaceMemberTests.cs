using Lamina.Models.Faces;
using Lamina.NN;

namespace Lamina.Models.Tests.Faces;

public sealed class FaceMemberTests
{
    // Of 8 features the 5 directions of largest variance; each has variance 1 over the faces and their mirror images, and no two go together.
    [Fact]
    public void Plain_whitening_has_directions_vary_alike_and_apart()
    {
        FaceMember member = Made(places: 5, faces: 40, between: 1, shrinkage: 0, out Tensor faces, out _);
        Tensor placed = Projected(member, faces);
        Assert.Equal([80, 5], placed.Shape);
        Assert.Equal(0, placed.Mean([0]).Abs().Max().ToDouble(), 1e-3);
        Assert.Equal(0, ((placed.T.MatMul(placed) / 80) - Tensor.Eye(5, dtype: DType.Float64)).Abs().Max().ToDouble(), 1e-3);
    }

    // Pictures of one person, and their mirror images as another's, vary around their mean by 1 in every direction; with a part of the variance between people it is the two together.
    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    public void Pictures_of_one_person_vary_alike_in_all_directions(double between)
    {
        FaceMember member = Made(places: 5, faces: 40, between, shrinkage: 0, out Tensor faces, out Tensor people);
        Tensor placed = Projected(member, faces);
        long[] who = people.ToArray<long>();
        Tensor[] rows = [.. Enumerable.Range(0, 80).Select(i => placed.Select(0, i))];
        (long, bool)[] classes = [.. Enumerable.Range(0, 80).Select(i => (who[i % 40], i >= 40))];
        Tensor apart = Tensor.Stack([.. rows.Select((row, i) => row - Mean(rows.Where((_, j) => classes[j] == classes[i])))], 0), within = apart.T.MatMul(apart) / 80;
        Tensor mixed = within + (between * ((placed.T.MatMul(placed) / 80) - within));
        Assert.Equal(0, (mixed - Tensor.Eye(5, dtype: DType.Float64)).Abs().Max().ToDouble(), 1e-3);
    }

    [Fact]
    public void Shrinkage_counts_a_direction_by_its_variance_and_a_part_of_the_mean()
    {
        FaceMember plain = Made(places: 8, faces: 40, between: 1, shrinkage: 0, out Tensor faces, out _), shrunk = Made(places: 8, faces: 40, between: 1, shrinkage: 0.5, out _, out _);
        Tensor seen = Both(plain.Features, faces), centred = seen - seen.Mean([0]);
        double[] variances = (centred.T.MatMul(centred) / 80).EigenSymmetric().Values.ToArray<double>(), found = Projected(shrunk, faces).Square().Mean([0]).ToArray<double>();
        for (int i = 0; i < 8; i++)
            Assert.Equal(variances[i] / (variances[i] + (0.5 * variances.Average())), found[i], 1e-3);
    }

    // Three faces and their mirror images lie in five directions at most.
    [Fact]
    public void Directions_in_which_no_face_lies_do_not_count()
    {
        FaceMember member = Made(places: 8, faces: 3, between: 1, shrinkage: 0.01, out Tensor faces, out _);
        double[] found = Projected(member, faces).Abs().Max(0).Values.ToArray<double>();
        Assert.All(found[5..], value => Assert.Equal(0, value, 1e-3));
        Assert.All(found[..5], value => Assert.True(value > 0.1));
        Tensor others = member.Embed(Tensor.Rand([4, 1, 16, 16], generator: new Generator(9)));
        Assert.All(others.Square().Sum(1).ToArray<float>(), length => Assert.Equal(1, length, 1e-4f));
    }

    [Fact]
    public void A_face_and_its_mirror_image_have_one_place()
    {
        FaceMember member = new(new FaceConvolutions(24, 16, channels: 4), places: 10);
        member.Eval();
        Tensor faces = Tensor.Rand([2, 1, 24, 16], generator: new Generator(3)), mirrored = faces.Flip(3);
        Tensor expected = (member.Forward(faces) + member.Forward(mirrored)).Normalize(axis: -1), places = member.Embed(faces), others = member.Embed(mirrored);
        Assert.Equal([2, 10], places.Shape);
        Assert.Equal(0, (places - expected).Abs().Max().ToDouble(), 1e-5);
        Assert.Equal(0, (places - others).Abs().Max().ToDouble(), 1e-5);
        Assert.All(places.Square().Sum(1).ToArray<float>(), length => Assert.Equal(1, length, 1e-4f));
    }

    [Fact]
    public void Faces_that_do_not_differ_or_belong_to_nobody_are_refused()
    {
        FaceMember member = new(new OrientationHistograms(16, 16, 16));
        Assert.Contains("several people", Assert.Throws<NumericException>(() => member.Fit(Tensor.Ones([4, 1, 16, 16]), Tensor.Zeros([4], DType.Int64))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new FaceMember(new OrientationHistograms(16, 16, 16), places: 0));
        Assert.Contains("one number for each", Assert.Throws<ShapeException>(() => member.Fit(Tensor.Ones([4, 1, 16, 16]), Tensor.Zeros([3], DType.Int64))).Message, StringComparison.Ordinal);
    }

    // One cell, in 8 directions; four pictures of each person.
    static FaceMember Made(int places, int faces, double between, double shrinkage, out Tensor pictures, out Tensor people)
    {
        FaceMember member = new(new OrientationHistograms(16, 16, 16, signed: false), places);
        pictures = Tensor.Rand([faces, 1, 16, 16], generator: new Generator(1));
        people = Tensor.From<long>([.. Enumerable.Range(0, faces).Select(i => (long)(i / 4))], [faces]);
        member.Fit(pictures, people, between, shrinkage);
        Assert.Equal(places, member.Places);
        return member;
    }

    static Tensor Both(FaceFeatures features, Tensor faces) => Tensor.Concatenate([features.Forward(faces), features.Forward(faces.Flip(3))], 0).To(DType.Float64);

    // What the linear layer gives, before it is brought to length 1.
    static Tensor Projected(FaceMember member, Tensor faces)
    {
        Linear projection = member.Modules().OfType<Linear>().Single();
        return Both(member.Features, faces).MatMul(projection.Weight.Value.To(DType.Float64).T) + projection.Bias!.Value.To(DType.Float64);
    }

    static Tensor Mean(IEnumerable<Tensor> rows) => Tensor.Stack([.. rows], 0).Mean([0]);
}
