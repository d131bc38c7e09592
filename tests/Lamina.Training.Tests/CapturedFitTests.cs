using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Fit replays its step by itself, and notices when the step is no longer what it was.</summary>
[Collection(nameof(Alone))]
public class CapturedFitTests
{
    sealed class Net(Func<Tensor, Tensor> change, Action<Tensor>? write = null) : Module<Tensor, Tensor>
    {
        readonly Sequential layers = Problems.Mlp();

        public int Calls { get; private set; }

        public override Tensor Forward(Tensor x)
        {
            Calls++;
            write?.Invoke(x);
            return change(layers.Forward(x));
        }
    }

    static (History History, string Hash, Net Net) Train(Func<Tensor, Tensor> change, bool? captured, Callback? callback = null, Action<Tensor>? write = null)
    {
        Generator.Default.Reset(3);
        Net net = new(change, write);
        Model model = net.Compile(new Adam(0.01), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Metric.Accuracy);
        History history = model.Fit(Problems.CloudSet(96), epochs: 3, batchSize: 16, captured: captured, callbacks: callback is null ? null : [callback], verbose: Verbosity.Silent);
        return (history, Problems.Hash(model), net);
    }

    [Fact]
    public void Steps_are_replayed_by_default_and_the_first_of_each_epoch_is_compared()
    {
        (History eager, string expected, Net each) = Train(x => x.Dropout(0.2), captured: false);
        (History history, string hash, Net net) = Train(x => x.Dropout(0.2), captured: null);
        Assert.Equal(18, each.Calls);
        Assert.Equal(3, net.Calls);
        Assert.Null(history.EagerBecause);
        Assert.Empty(history.Changes);
        Assert.Equal(expected, hash);
        Assert.Equal(eager["loss"], history["loss"]);
    }

    [Fact]
    public void A_network_may_write_to_its_input()
    {
        (_, string expected, _) = Train(x => x, captured: false, write: x => x.MultiplyInPlace(1.5));
        (History history, string hash, Net net) = Train(x => x, captured: null, write: x => x.MultiplyInPlace(1.5));
        Assert.Null(history.EagerBecause);
        Assert.Equal(3, net.Calls);
        Assert.Equal(expected, hash);
    }

    [Fact]
    public void A_network_that_changes_between_epochs_is_recorded_anew()
    {
        List<string> hashes = [];
        foreach (bool captured in (bool[])[false, true])
        {
            bool bounded = false;
            (History history, string hash, Net net) = Train(x => bounded ? x.Tanh() : x, captured, new LambdaCallback(afterEpoch: _ => bounded = true));
            if (captured)
            {
                Assert.Equal(3, net.Calls);
                Assert.StartsWith("epoch 2: op ", Assert.Single(history.Changes), StringComparison.Ordinal);
            }

            hashes.Add(hash);
        }

        Assert.Equal(hashes[0], hashes[1]);
    }

    [Fact]
    public void What_depends_on_no_tensor_runs_op_by_op_once_it_is_noticed()
    {
        float value = 1;
        (History history, _, Net net) = Train(x => x * Tensor.From(value += 1), captured: null);
        Assert.Contains("other bits", history.EagerBecause, StringComparison.Ordinal);
        Assert.Equal(1 + 6 + 6, net.Calls);

        (History reading, _, Net reader) = Train(x => x * Math.Max(1, x.Sum().ToSingle()), captured: null);
        Assert.Contains("reads a value to the host", reading.EagerBecause, StringComparison.Ordinal);
        Assert.Equal(18, reader.Calls);
    }

    [Fact]
    public void Hooks_are_called_at_every_step()
    {
        int calls = 0;
        Sequential net = Problems.Mlp();
        net[0].RegisterForwardHook((_, y) =>
        {
            calls++;
            return y;
        });
        History history = net.Compile(new Sgd(0.1), Loss.SparseCategoricalCrossEntropy(fromLogits: true)).Fit(Problems.CloudSet(96), epochs: 2, batchSize: 16, verbose: Verbosity.Silent);
        Assert.Equal(12, calls);
        Assert.Contains("forward hook", history.EagerBecause, StringComparison.Ordinal);
    }
}
