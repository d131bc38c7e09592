using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Errors name the layer's path, whoever called the layer and whether or not anything was asked of the network before.</summary>
public sealed class ErrorPathTests
{
    sealed class Net : Module<Tensor, Tensor>
    {
        readonly Linear fc1;
        public readonly Sequential rest = new(new Linear(120, 84), new Linear(80, 10));

        public Net() => fc1 = new Linear(400, 120);

        public override Tensor Forward(Tensor x)
        {
            if (x.Rank == 1)
                return x.MatMul(Tensor.Ones([3, 3]));
            return rest.Forward(fc1.Forward(x.Flatten(1)));
        }
    }

    static string MessageOf(Action act) => Assert.Throws<ShapeException>(act).Message;

    [Fact]
    public void ADirectCallNamesThePath()
    {
        Net net = new();
        Assert.Equal(
            "net.fc1: Linear(400→120) needs a last axis of 400; got [32, 256]. Reshape the input, or build the layer as Linear(256, 120).",
            MessageOf(() => net.Forward(Tensor.Ones([32, 16, 4, 4]))));
        Assert.StartsWith("net.rest.1: Linear(80→10) needs a last axis of 80; got [2, 84].", MessageOf(() => net.Forward(Tensor.Ones([2, 400]))), StringComparison.Ordinal);
        Assert.StartsWith("net: matmul: ", MessageOf(() => net.Call(Tensor.Ones([5]))), StringComparison.Ordinal);
        Assert.StartsWith("matmul: ", MessageOf(() => net.Forward(Tensor.Ones([5]))), StringComparison.Ordinal);
    }

    [Fact]
    public void ALayerAloneNamesItself()
    {
        Assert.StartsWith("Linear(3→2) needs", MessageOf(() => new Linear(3, 2).Forward(Tensor.Ones([2]))), StringComparison.Ordinal);
        Assert.StartsWith("Linear(3→2) needs", MessageOf(() => new Linear(3, 2).Forward(Tensor.From(1f))), StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorOfAnOpGetsTheLayersNameOnce()
    {
        string Flattened(Func<Flatten, Module<Tensor, Tensor>> around)
        {
            Module<Tensor, Tensor> module = around(new Flatten(5));
            return Assert.Throws<IndexException>(() => module.Call(Tensor.Ones([2, 2]))).Message;
        }

        Assert.StartsWith("Flatten: axis 5", Flattened(layer => layer), StringComparison.Ordinal);
        Assert.StartsWith("sequential.1.0: Flatten: axis 5", Flattened(layer => new Sequential(new Identity(), new Sequential(layer))), StringComparison.Ordinal);
    }

    /// <summary>The search for the path keeps no module alive.</summary>
    [Fact]
    public void ModulesAreNotKeptAlive()
    {
        WeakReference Make() => new(new Net());
        WeakReference[] made = [.. Enumerable.Range(0, 20).Select(_ => Make())];
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.True(made.Count(reference => reference.IsAlive) <= 1);
    }
}
