using Xunit;

namespace Lamina.NN.Tests;

public sealed class HookTests
{
    sealed class Doubler : Module<Tensor, Tensor>
    {
        public readonly Identity inner = new();

        public override Tensor Forward(Tensor x) => inner.Forward(x) * 2.0;
    }

    [Fact]
    public void LayersRunTheirHooksWhoeverCalls()
    {
        Doubler net = new();
        List<string> log = [];
        IDisposable pre = net.inner.RegisterForwardPreHook(x =>
        {
            log.Add("before");
            return x + 1.0;
        });
        IDisposable post = net.inner.RegisterForwardHook((x, y) =>
        {
            log.Add($"after {x.ToDouble()} {y.ToDouble()}");
            return y + 10.0;
        });
        Assert.Equal(26, net.Forward(Tensor.From(2f)).ToDouble());
        Assert.Equal(["before", "after 3 3"], log);
        pre.Dispose();
        Assert.Equal(24, net.Call(Tensor.From(2f)).ToDouble());
        post.Dispose();
        post.Dispose();
        Assert.Equal(4, net.Forward(Tensor.From(2f)).ToDouble());
    }

    [Fact]
    public void OtherModulesRunThemWhenCalled()
    {
        Doubler net = new();
        Sequential outer = new(net);
        int calls = 0;
        net.RegisterForwardHook((_, y) =>
        {
            calls++;
            return y;
        });
        net.RegisterForwardHook((_, y) => y + 1.0);
        Assert.Equal(5, net.Call(Tensor.From(2f)).ToDouble());
        Assert.Equal(5, outer.Forward(Tensor.From(2f)).ToDouble());
        Assert.Equal(2, calls);
        Assert.Equal(4, net.Forward(Tensor.From(2f)).ToDouble());
        Assert.Equal(2, calls);
    }

    [Fact]
    public void AHookMayRemoveItself()
    {
        Identity layer = new();
        int calls = 0;
        IDisposable? once = null;
        once = layer.RegisterForwardHook((_, y) =>
        {
            calls++;
            once!.Dispose();
            return y;
        });
        layer.Forward(Tensor.From(1f));
        layer.Forward(Tensor.From(1f));
        Assert.Equal(1, calls);
    }
}
