using Lamina.Models.Vision;
using Lamina.NN;

namespace Lamina.Models.Tests.Vision;

public sealed class FaceCommitteeTests
{
    static FaceEmbedding Member(int firstRow = 0, int? rows = null) => new(24, 16, features: 10, channels: 4, firstRow: firstRow, rows: rows);

    [Fact]
    public void Its_cosine_is_the_mean_of_its_members_cosines()
    {
        FaceEmbedding[] members = [Member(), Member(firstRow: 8), Member(rows: 12)];
        FaceCommittee committee = new(members);
        committee.Eval();
        Tensor faces = Tensor.Rand([2, 1, 24, 16], generator: new Generator(1));
        foreach (Func<Module<Tensor, Tensor>, Tensor> places in (Func<Module<Tensor, Tensor>, Tensor>[])
            [network => network.Call(faces), network => network is FaceCommittee all ? all.Embed(faces) : ((FaceEmbedding)network).Embed(faces)])
        {
            Assert.Equal([2, 30], places(committee).Shape);
            Assert.Equal(1, Cosine(places(committee), 0, 0), 1e-5);
            Assert.Equal(members.Average(member => Cosine(places(member), 0, 1)), Cosine(places(committee), 0, 1), 1e-5);
        }
    }

    // What stands in the other rows changes nothing.
    [Fact]
    public void A_member_looks_at_its_rows_alone()
    {
        FaceEmbedding whole = Member(), lower = Member(firstRow: 8), middle = Member(firstRow: 8, rows: 8);
        whole.Eval();
        lower.Eval();
        middle.Eval();
        Tensor face = Tensor.Rand([1, 1, 24, 16], generator: new Generator(2)), other = Tensor.Concatenate([Tensor.Rand([1, 1, 8, 16], generator: new Generator(3)), face.Slice(2, 8, 24)], 2);
        Assert.Equal(lower.Forward(face).ToArray<float>(), lower.Forward(other).ToArray<float>());
        Assert.Equal(middle.Forward(face).ToArray<float>(), middle.Forward(other).ToArray<float>());
        Assert.NotEqual(whole.Forward(face).ToArray<float>(), whole.Forward(other).ToArray<float>());
        Assert.Equal((9 * 4) + (9 * 4 * 8) + (9 * 8 * 16) + (9 * 16 * 16) + (2 * (4 + 8 + 16 + 16)) + (16 * 1 * 2 * 10) + (2 * 10), middle.ParameterCount);
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        Assert.Throws<ShapeException>(() => new FaceCommittee([]));
        Assert.Contains("one size", Assert.Throws<ShapeException>(() => new FaceCommittee([Member(), new FaceEmbedding(24, 24, 10, 4)])).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new FaceCommittee([Member(), new FaceEmbedding(24, 16, 10, 5)]));
        foreach ((int first, int rows) in ((int, int)[])[(-1, 10), (0, 7), (17, 8), (0, 25)])
            Assert.Contains($"{rows} rows from row {first}", Assert.Throws<ShapeException>(() => Member(first, rows)).Message, StringComparison.Ordinal);
    }

    static double Cosine(Tensor places, int first, int second) => (places.Select(0, first) * places.Select(0, second)).Sum().ToDouble();
}
