using System.Text.Json;
using System.Text.Json.Nodes;
using Lamina.Formats;
using Lamina.Keras;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

public class PoolingFormsTests
{
    // Every argument differs from its default.
    static readonly KerasLayer[] Layers =
    [
        new MaxPooling1D(3, 2, Padding.Same, [9, 2]), new MaxPooling3D((3, 2, 1), (1, 3, 2), Padding.Same), new AveragePooling1D(3, 1, Padding.Same), new AveragePooling3D((1, 2, 3), 1, Padding.Same, [4, 5, 6, 1]),
        new GlobalMaxPooling1D([3, 2]), new GlobalMaxPooling2D(), new GlobalMaxPooling3D([1, 2, 3, 4]), new GlobalAveragePooling1D([3, 2]), new GlobalAveragePooling3D(),
        new UpSampling1D(3), new UpSampling2D((3, 1), InterpolationMode.Linear), new UpSampling3D((1, 2, 3), [2, 2, 2, 1]),
        new ZeroPadding1D(2, 3), new ZeroPadding2D(1, 2, 3, 4, [5, 6, 1]), new ZeroPadding3D(1, 2, 3, 4, 5, 6), new Cropping1D(2, 3), new Cropping2D(1, 2, 3, 4), new Cropping3D(1, 2, 3, 4, 5, 6),
    ];

    static Described Read(JsonObject json)
    {
        using JsonDocument document = JsonDocument.Parse(json.ToJsonString());
        return new Described("file", "model.json", document.RootElement.Clone(), new ElementBudget(1000));
    }

    [Fact]
    public void Every_front_comes_back_with_all_its_arguments()
    {
        Sequential chain = (Sequential)Architecture.Make(Read(Architecture.Write(new Sequential(Layers))));
        for (int i = 0; i < Layers.Length; i++)
        {
            Assert.Equal(Layers[i].GetType(), chain[i].GetType());
            foreach (System.Reflection.PropertyInfo property in Layers[i].GetType().GetProperties())
            {
                if (property.GetIndexParameters().Length == 0 && property.PropertyType != typeof(StateTensor))
                    Assert.True(Equals(property.GetValue(Layers[i]), property.GetValue(chain[i])), $"{Layers[i]}.{property.Name}");
            }
        }
    }

    [Fact]
    public void An_upsampling_that_none_can_be_is_a_fault_of_the_file()
    {
        foreach (JsonObject layer in (JsonObject[])
        [
            new() { ["layer"] = "Upsample", ["size"] = null, ["scale_factor"] = new JsonArray(-1.0), ["mode"] = "Linear", ["align_corners"] = false },
            new() { ["layer"] = "Upsample", ["size"] = null, ["scale_factor"] = new JsonArray(), ["mode"] = "Linear", ["align_corners"] = false },
            new() { ["layer"] = "Upsample", ["size"] = new JsonArray(2, 2, 2, 2), ["scale_factor"] = new JsonArray(), ["mode"] = "Linear", ["align_corners"] = false },
            new() { ["layer"] = "Upsample", ["size"] = null, ["scale_factor"] = new JsonArray(2.0), ["mode"] = "Lanczos", ["align_corners"] = false },
        ])
            Assert.Throws<FileFormatException>(() => Architecture.Make(Read(layer)));
    }
}
