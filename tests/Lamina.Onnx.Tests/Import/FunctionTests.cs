using static Lamina.Onnx.Tests.Import.ModelBytes;

namespace Lamina.Onnx.Tests.Import;

/// <summary>Functions that a model brings along.</summary>
public sealed class FunctionTests
{
    // y = x·(1 + 1) + (3 + 3): one function with this and that constant.
    static readonly byte[] Constants = Joined(
        Model(
            Input("x", FloatType, 1), Floats("one", 1), Floats("three", 3), OwnNode("Twice", ["one"], ["a"]), OwnNode("Twice", ["three"], ["b"]),
            Node("Mul", ["x", "a"], ["c"]), Node("Add", ["c", "b"], ["y"]), Output("y")),
        Function("Twice", ["v"], ["w"], NodeBody("Identity", ["v"], ["u"]), NodeBody("Add", ["u", "v"], ["w"])));

    [Fact]
    public void Many_threads_get_the_same_from_one_model()
    {
        for (int round = 0; round < 20; round++)
        {
            OnnxModel model = Onnx.Load(Constants);
            float[] results = new float[8 * 50];
            using Barrier start = new(8);
            Thread[] threads = [.. Enumerable.Range(0, 8).Select(thread => new Thread(() =>
            {
                start.SignalAndWait();
                using (Gradients.Off())
                {
                    for (int i = 0; i < 50; i++)
                        results[(thread * 50) + i] = model.Forward(Tensor.From([(float)(thread + i)])).ToArray<float>()[0];
                }
            }))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            for (int i = 0; i < results.Length; i++)
                Assert.Equal((2f * ((i / 50) + (i % 50))) + 6, results[i]);
        }
    }

    [Fact]
    public void A_function_that_draws_draws_anew_in_every_run()
    {
        byte[] bytes = Joined(
            Model(OwnNode("Noise", [], ["y"]), Output("y")), Function("Noise", [], ["w"], NodeBody("RandomNormal", [], ["w"], Attribute("shape", 4L, 4L))));
        OnnxModel model = Onnx.Load(bytes);
        float[] first = model.Run(ReadOnlySpan<Tensor>.Empty)[0].ToArray<float>(), second = model.Run(ReadOnlySpan<Tensor>.Empty)[0].ToArray<float>();
        Assert.NotEqual(first, second);
        Step step = Capture.Inference(x => x + model.Run(ReadOnlySpan<Tensor>.Empty)[0]);
        Tensor zero = Tensor.Zeros([4, 4]);
        float[][] draws = [.. Enumerable.Range(0, 4).Select(_ => step.Run(zero).ToArray<float>())];
        Assert.Null(step.WhyEager);
        Assert.Equal(4, draws.Select(draw => draw[0]).Distinct().Count());
    }

    [Fact]
    public void Dropout_within_a_function_drops_in_training()
    {
        OnnxModel model = Onnx.Load(Joined(
            Model(Input("x", FloatType, 64), OwnNode("Thin", ["x"], ["y"]), Output("y")), Function("Thin", ["v"], ["w"], NodeBody("Dropout", ["v"], ["w"]))));
        Tensor ones = Tensor.Ones([64]);
        Assert.DoesNotContain(0f, model.Forward(ones).ToArray<float>());
        model.Train();
        Assert.Contains(0f, model.Forward(ones).ToArray<float>());
    }
}
