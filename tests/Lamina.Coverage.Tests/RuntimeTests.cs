using Lamina.Coverage.Tests.Specimens;
using Lamina.TestKit;

namespace Lamina.Coverage.Tests;

/// <summary>Every layer, written as ONNX and run by ONNX Runtime, computes what it computes here. There are none that ONNX Runtime cannot run.</summary>
[Collection(nameof(Specimen))]
public sealed class RuntimeTests
{
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
                if (specimen.Difference(Path.Combine(folder.FullName, "model.onnx"), opset) is { } difference)
                    differences.Add($"{specimen.Type.FullName}: {difference}");
            }

            Assert.True(differences.Count == 0, $"{differences.Count} layers differ:\n  {string.Join("\n  ", differences)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
