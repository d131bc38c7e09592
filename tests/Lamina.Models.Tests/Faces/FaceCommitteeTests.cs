using Lamina.Models.Faces;
using Lamina.NN;

namespace Lamina.Models.Tests.Faces;

public sealed class FaceCommitteeTests
{
    [Fact]
    public void Its_cosine_is_the_mean_of_its_members_cosines()
    {
        FaceMember[] members = [new(new FaceConvolutions(24, 16, channels: 4), 10), new(new FaceConvolutions(24, 16, channels: 6, firstRow: 8), 7), new(new OrientationHistograms(24, 16, 8), 9)];
        FaceCommittee committee = new(members);
        committee.Eval();
        Tensor faces = Tensor.Rand([2, 1, 24, 16], generator: new Generator(1));
        foreach (Func<Module<Tensor, Tensor>, Tensor> places in (Func<Module<Tensor, Tensor>, Tensor>[])
            [network => network.Call(faces), network => network is FaceCommittee all ? all.Embed(faces) : ((FaceMember)network).Embed(faces)])
        {
            Assert.Equal([2, 26], places(committee).Shape);
            Assert.Equal(1, Cosine(places(committee), 0, 0), 1e-5);
            Assert.Equal(members.Average(member => Cosine(places(member), 0, 1)), Cosine(places(committee), 0, 1), 1e-5);
        }
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        Assert.Throws<ShapeException>(() => new FaceCommittee([]));
        Assert.Contains("different sizes", Assert.Throws<ShapeException>(() => new FaceCommittee([new(new OrientationHistograms(24, 16)), new(new FaceConvolutions(24, 24))])).Message, StringComparison.Ordinal);
    }

    static double Cosine(Tensor places, int first, int second) => (places.Select(0, first) * places.Select(0, second)).Sum().ToDouble();
}
