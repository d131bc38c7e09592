using Lamina.Models.Generative;
using Lamina.Models.Language;
using Lamina.Models.Vision;
using Lamina.NN;
using Lamina.Recipes;

namespace Lamina.Onnx.Tests;

/// <summary>The network of every recipe and of every model, written as ONNX for any batch and run by ONNX Runtime, computes what it computes here.</summary>
public sealed class NetworkRuntimeTests
{
    [Theory]
    [InlineData(17)]
    [InlineData(21)]
    public void ONNX_Runtime_computes_what_every_network_computes(int opset)
    {
        OnnxRuntime.SkipIfMissing();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lamina-networks-");
        try
        {
            List<string> differences = [];
            foreach ((string name, Module<Tensor, Tensor> network, Func<long, Tensor> example) in Networks)
            {
                string path = Path.Combine(folder.FullName, "network.onnx");
                network.Call(example(4));
                network.Eval();
                network.ToOnnx(path, example(2), new OnnxExportOptions { Opset = opset, DynamicAxes = [new OnnxDynamicAxis(0, 0)] });
                using GradientScope off = Gradients.Off();
                foreach (long batch in new[] { 2L, 3 })
                {
                    if (OnnxRuntime.Difference(path, [network.Call(example(batch))], example(batch)) is { } difference)
                        differences.Add($"{name}, batch of {batch}: {difference}");
                }
            }

            Assert.True(differences.Count == 0, $"{differences.Count} differ:\n  {string.Join("\n  ", differences)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void ONNX_Runtime_computes_what_networks_of_several_inputs_compute()
    {
        OnnxRuntime.SkipIfMissing();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lamina-networks-");
        try
        {
            List<string> differences = [];
            foreach (Recipe recipe in RecipeBook.All.Where(recipe => recipe.Examples(1).Count > 1))
            {
                string path = Path.Combine(folder.FullName, "network.onnx");
                Module network = recipe.BuildModule();
                recipe.WriteOnnx(network, path);
                using GradientScope off = Gradients.Off();
                foreach (long batch in new[] { 1L, 3 })
                {
                    if (OnnxRuntime.Difference(path, recipe.Call(network, recipe.Examples(batch)), [.. recipe.Examples(batch)]) is { } difference)
                        differences.Add($"{recipe.Name}, batch of {batch}: {difference}");
                }
            }

            Assert.True(differences.Count == 0, $"{differences.Count} differ:\n  {string.Join("\n  ", differences)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static IEnumerable<(string Name, Module<Tensor, Tensor> Network, Func<long, Tensor> Example)> Networks =>
    [
        .. RecipeBook.All.Where(recipe => recipe.BuildModule() is Module<Tensor, Tensor>).Select(recipe => (recipe.Name, (Module<Tensor, Tensor>)recipe.BuildModule(), (Func<long, Tensor>)(batch => recipe.Examples(batch)[0]))),
        (nameof(LeNet5), new LeNet5(), Noise(1, 32, 32)),
        (nameof(ResNet18), new ResNet18(10), Noise(3, 64, 64)),
        (nameof(ResNet20), new ResNet20(), Noise(3, 32, 32)),
        (nameof(DcganGenerator), new DcganGenerator(), Noise(64, 1, 1)),
        (nameof(DcganDiscriminator), new DcganDiscriminator(), Noise(1, 28, 28)),
        (nameof(Gpt), new Gpt(20, 12, 2, 8, 2), batch => Tensor.RandInt([batch, 12], 0, 20, generator: new Generator(9))),
    ];

    static Func<long, Tensor> Noise(params long[] shape) => batch => Tensor.Randn([batch, .. shape], generator: new Generator(9));
}
