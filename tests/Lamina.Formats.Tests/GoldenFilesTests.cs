using Lamina.TestKit;
using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.Formats.Tests;

public sealed class GoldenFilesTests
{
    /// <summary>Every file that PyTorch made is read, and written by Lamina and read again it holds the same.</summary>
    [Fact]
    public void EveryGoldenFileIsReadAndWrittenBack()
    {
        int files = 0;
        foreach (string group in (string[])["layers", "losses", "optimizers", "ops"])
        {
            foreach (Golden golden in Golden.All(group))
            {
                using MemoryStream stream = new();
                Safetensors.Save(stream, golden.Tensors);
                stream.Position = 0;
                OrderedDictionary<string, Tensor> back = Safetensors.Load(stream, golden.Name).Tensors;
                Assert.Equal(golden.Tensors.Keys, back.Keys);
                foreach ((string key, Tensor tensor) in golden.Tensors)
                {
                    Assert.Equal(tensor.Spec, back[key].Spec);
                    Assert.Equal(tensor.ToArray<double>(), back[key].ToArray<double>());
                }

                files++;
            }
        }

        Assert.True(files >= 623, $"only {files} golden files were found");
    }

    [Fact]
    public void TheComparisonRuleTellsGoodFromBad()
    {
        Tensor reference = Tensor.From([100.0, 1e-3, 0]);
        Comparison.Check("close", reference, Tensor.From([100.0 + 9e-8, 1e-3 - 9e-8, -0.0]));
        Comparison.Check("float32", reference, Tensor.From([100.0009f, 1.9e-3f, -9e-4f]));
        Comparison.Check("zeros", Tensor.From([0.0, 0.0]), Tensor.From([-0.0, 0.0]));
        Comparison.Check("ends", Tensor.From([double.NaN, double.PositiveInfinity]), Tensor.From([float.NaN, float.PositiveInfinity]));
        foreach ((Tensor expected, Tensor actual) in ((Tensor, Tensor)[])
        [
            (reference, Tensor.From([100.0, 1e-3, 1.1e-7])),
            (reference, Tensor.From([100.0f, 1e-3f, 1.1e-3f])),
            (reference, Tensor.From([100.0, double.NaN, 0])),
            (reference, Tensor.From([100.0, 1e-3])),
            (reference, Tensor.From([100, 0, 0])),
            (Tensor.From([0.0]), Tensor.From([1e-300])),
            (Tensor.From([double.PositiveInfinity]), Tensor.From([double.NegativeInfinity])),
            (Tensor.From([double.NaN]), Tensor.From([0.0])),
        ])
            Assert.Throws<CheckFailedException>(() => Comparison.Check("bad", expected, actual));
    }
}
