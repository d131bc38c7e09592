using Lamina.Coverage.Tests.Specimens;
using Lamina.NN;
using Lamina.TestKit;

namespace Lamina.Coverage.Tests;

/// <summary>Every layer, written as ONNX and run by ONNX Runtime, computes what it computes here, but for those that draw random numbers when they predict, too.</summary>
[Collection(nameof(Specimen))]
public sealed class RuntimeTests
{
    static readonly Type[] Random = [typeof(FractionalMaxPool2d), typeof(FractionalMaxPool3d)];

    [Theory]
    [InlineData(17)]
    [InlineData(21)]
    public void ONNX_Runtime_computes_what_every_layer_computes(int opset)
    {
        OnnxRuntime.SkipIfMissing();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lamina-runtime-");
        try
        {
            List<string> differences = [];
            foreach (Specimen specimen in LayerSpecimens.All.Concat(KerasSpecimens.All))
            {
                string? difference = specimen.Difference(Path.Combine(folder.FullName, "model.onnx"), opset);
                if (Array.IndexOf(Random, specimen.Type) >= 0 ? difference != "not written: random_uniform" : difference is not null)
                    differences.Add($"{specimen.Type.FullName}: {difference ?? "written, though it draws"}");
            }

            Assert.True(differences.Count == 0, $"{differences.Count} layers differ:\n  {string.Join("\n  ", differences)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
