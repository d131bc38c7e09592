using Lamina.Storage;
using Lamina.TestKit;

namespace Lamina.Tests.Storage;

public sealed class MemoryTests
{
    [Fact]
    public void A_plain_training_loop_of_a_perceptron_keeps_its_working_set_flat() => OwnProcess.Run(() => Train("mlp"));

    [Fact]
    public void A_plain_training_loop_of_a_convolutional_network_keeps_its_working_set_flat() => OwnProcess.Run(() => Train("cnn"));

    /// <summary>A plain loop without `using` holds its working set: every page is written, and a whole step is held.</summary>
    static void Train(string network)
    {
        int steps = TestTier.IsFull ? 10_000 : 1_000;
        Tensor kernel = Numbers([8, 1, 3, 3], 1).RequireGrad();
        Tensor w1 = (network == "mlp" ? Numbers([256, 784], 2) : Numbers([32, 8 * 13 * 13], 3)).RequireGrad();
        Tensor w2 = Numbers([10, w1.Shape[0]], 4).RequireGrad();
        Tensor x = network == "mlp" ? Numbers([64, 784], 5) : Numbers([64, 1, 28, 28], 5);
        Tensor y = Numbers([64, 10], 6);
        Tensor[] parameters = network == "mlp" ? [w1, w2] : [kernel, w1, w2];
        long after100 = 0, lentAfter100 = 0, highest = 0;
        List<string> curve = [];
        for (int step = 1; step <= steps; step++)
        {
            Tensor hidden = network == "mlp" ? x : x.Conv2d(kernel).Relu().MaxPool2d(2).Flatten(1);
            Tensor loss = (hidden.MatMul(w1.T).Relu().MatMul(w2.T) - y).Square().Mean();
            loss.Backward();
            using (Gradients.Off())
            {
                foreach (Tensor parameter in parameters)
                {
                    parameter.SubtractInPlace(parameter.Grad! * 1e-3);
                    parameter.Grad = null;
                }
            }

            if (step == 100)
                (after100, lentAfter100) = (OwnProcess.WorkingSet(), BufferPool.Shared.TotalBytes);
            else if (step > 100 && step % 50 == 0)
                highest = Math.Max(highest, OwnProcess.WorkingSet());
            if (step is 1 or 10 or 100 || step % (steps / 10) == 0)
                curve.Add($"{step}: {OwnProcess.WorkingSet() >> 20}");
        }

        TestContext.Current.SendDiagnosticMessage($"{network}, MiB of the working set after steps {string.Join(", ", curve)}");
        Assert.True(highest <= after100 * 1.1, $"{network}: the working set was {after100 >> 20} MiB after 100 steps and up to {highest >> 20} MiB later ({string.Join(", ", curve)}).");
        Assert.True(BufferPool.Shared.TotalBytes <= (lentAfter100 * 1.1) + (1 << 20), $"{network}: the pool held {lentAfter100 >> 10} KiB after 100 steps and {BufferPool.Shared.TotalBytes >> 10} KiB at the end.");
    }

    [Fact]
    public void What_is_let_go_comes_back_without_dispose() => OwnProcess.Run(() =>
    {
        for (int i = 0; i < 300; i++)
            _ = Tensor.Full([1 << 20], i);
        Assert.True(BufferPool.Shared.TotalBytes < 80 << 20, $"300 tensors of 4 MiB, held one at a time, took {BufferPool.Shared.TotalBytes >> 20} MiB.");
    });

    [Fact]
    public void A_view_keeps_its_memory()
    {
        Tensor view = Tensor.Full([1 << 18], 3).Slice(0, 5, 8);
        for (int i = 0; i < 200; i++)
            _ = Tensor.Full([1 << 18], i);
        Assert.All(view.ToArray<float>(), value => Assert.Equal(3f, value));
    }

    [Fact]
    public void Threads_that_rent_release_and_let_go_at_once_do_not_disturb_each_other()
    {
        int failures = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(t => new Thread(() =>
        {
            try
            {
                for (int i = 0; i < 3000; i++)
                {
                    Tensor own = Tensor.Full([256], t + i);
                    Tensor released = Tensor.Full([300], -1);
                    released.Buffer.Release();
                    _ = Tensor.Full([1 << 14], i);
                    if (!own.ToArray<float>().All(v => v == t + i))
                        Interlocked.Increment(ref failures);
                }
            }
            catch (Exception)
            {
                Interlocked.Increment(ref failures);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(0, failures);
    }

    [Fact]
    public void Size_classes_hold_what_they_promise_and_waste_at_most_a_fifth()
    {
        for (long bytes = 1; bytes < 1 << 20; bytes += 1 + (bytes / 97))
        {
            long size = SizeClass.Bytes(SizeClass.Of(bytes));
            Assert.InRange(size, bytes, Math.Max(64, bytes * 5 / 4));
        }
    }

    static Tensor Numbers(Shape shape, int seed) => Samples.Tensor(Samples.Values(shape, DType.Float32, (-0.1, 0.1), seed), DType.Float32);
}
