using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>Values of arguments as JSON.</summary>
internal static class Numbers
{
    public static JsonNode Json(double value) => double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity" : value;

    public static JsonNode Json(Size2 sizes) => new JsonArray(sizes.Height, sizes.Width);

    public static JsonNode Json(Size3 sizes) => new JsonArray(sizes.Depth, sizes.Height, sizes.Width);

    public static JsonNode Json(Padding3 padding) => padding.IsSame ? "same" : new JsonArray(padding.Depth, padding.Height, padding.Width);

    public static JsonNode Json(Padding padding) => padding.IsSame ? "same" : new JsonArray(padding.Height, padding.Width);

    public static JsonNode Json(Shape shape) => new JsonArray([.. shape.ToArray().Select(size => (JsonNode?)size)]);

    /// <summary>The shape of a sample that a layer knows; its dtype follows from the layer.</summary>
    public static JsonNode? Json(TensorSpec? sample) => sample is { } known ? Json(known.Shape) : null;

    public static JsonNode Json(IEnumerable<long> values) => new JsonArray([.. values.Select(value => (JsonNode?)value)]);

    public static JsonNode Json(IEnumerable<double> values) => new JsonArray([.. values.Select(Json)]);

    public static JsonNode Json(IEnumerable<string> texts) => new JsonArray([.. texts.Select(text => (JsonNode?)text)]);

    /// <summary>Weights of a loss: few numbers, which float64 holds exactly.</summary>
    public static JsonNode? Json(Tensor? weights) => weights is null ? null : new JsonObject
    {
        ["shape"] = Json(weights.Shape),
        ["wide"] = weights.DType == DType.Float64,
        ["values"] = Json(weights.ToArray<double>()),
    };
}
