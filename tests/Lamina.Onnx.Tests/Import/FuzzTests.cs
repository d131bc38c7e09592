using Lamina.Models.Vision;
using Lamina.NN;
using Lamina.TestKit;

namespace Lamina.Onnx.Tests.Import;

/// <summary>Mutated models. LAMINA_FUZZ=1000000 runs a million.</summary>
public sealed class FuzzTests
{
    static byte[] Model(Module<Tensor, Tensor> net, Tensor example)
    {
        using MemoryStream stream = new();
        net.ToOnnx(stream, example, 0);
        return stream.ToArray();
    }

    [Fact]
    public void Models()
    {
        Tensor small = Tensor.Ones([2, 1, 8, 8]);
        byte[][] seeds = [Model(new Sequential(new Conv2d(1, 2, 3), new Relu(), new MaxPool2d(2), new Flatten(), new Linear(18, 2)), small), Model(new LeNet5(), Tensor.Ones([1, 1, 32, 32]))];
        int read = Fuzzing.Run("onnx", seeds, file =>
        {
            OnnxModel model = Onnx.Load(file);
            using (Gradients.Off())
                model.Forward(model.Inputs[0].Type.Contains("32, 32", StringComparison.Ordinal) ? Tensor.Ones([1, 1, 32, 32]) : small);
        }, Varints, count: 300);
        Assert.InRange(read, 1, int.MaxValue);
    }

    // Lengths, sizes and field numbers are numbers of one to ten bytes: one is written in another's place.
    static byte[] Varints(byte[] seed, System.Random random)
    {
        int at = random.Next(Math.Min(seed.Length, 4096)), end = at;
        while (end < seed.Length - 1 && seed[end] >= 0x80 && end < at + 9)
            end++;
        List<byte> number = [];
        ulong rest = (ulong)(random.Next(2) == 0 ? Fuzzing.Extreme(random) : random.Next(300));
        do
        {
            number.Add((byte)((rest & 0x7f) | (rest > 0x7f ? 0x80u : 0)));
            rest >>= 7;
        }
        while (rest > 0);
        return [.. seed[..at], .. number, .. seed[(end + 1)..]];
    }
}
