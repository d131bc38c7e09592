using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>How encoders stand in a file.</summary>
internal static class TransformerForms
{
    // A table that no file holds: this many numbers are beyond any sequence's need, and far below what a machine holds.
    const long LargestTable = 1 << 28;

    public static JsonObject Write(TransformerEncoderLayer x) => new()
    {
        ["model_dim"] = x.ModelDim,
        ["heads"] = x.Heads,
        ["feed_forward_dim"] = x.FeedForwardDim,
        ["dropout"] = Numbers.Json(x.Dropout),
        ["activation"] = x.Activation.ToString(),
        ["epsilon"] = Numbers.Json(x.Epsilon),
        ["batch_first"] = x.BatchFirst,
        ["norm_first"] = x.NormFirst,
        ["bias"] = x.Bias,
        ["key_value_heads"] = x.KeyValueHeads,
        ["rotary"] = x.Rotary is { } rotary ? Part(rotary) : null,
    };

    public static JsonObject Write(TransformerEncoder x) => new()
    {
        ["layers"] = new JsonArray([.. x.Layers.Select(Write)]),
        ["norm"] = x.Norm is { } norm ? Part(norm) : null,
    };

    public static TransformerEncoderLayer MakeLayer(Described a)
    {
        int dim = a.Int("model_dim", 1), between = a.Int("feed_forward_dim", 1);
        a.Spend(2, dim, dim);
        a.Spend(2, dim, between);
        TransformerActivation activation = a.Text("activation") switch
        {
            "Relu" => TransformerActivation.Relu,
            "Gelu" => TransformerActivation.Gelu,
            var other => throw a.Fault($"'{other}' is no activation of a transformer"),
        };
        return new TransformerEncoderLayer(
            dim, a.Int("heads", 1), between, a.Double("dropout"), activation, a.Double("epsilon"), a.Bool("batch_first"), a.Bool("norm_first"), a.Bool("bias"), a.Int("key_value_heads", 1),
            Made<RotaryPositions>(a, "rotary"));
    }

    public static TransformerEncoder MakeEncoder(Described a)
    {
        IReadOnlyList<Described> layers = a.Objects("layers");
        int next = 0;
        return new TransformerEncoder(() => MakeLayer(layers[next++]), layers.Count, Made<LayerNorm>(a, "norm"));
    }

    public static void CheckTable(Described a)
    {
        if ((Int128)a.Int("length", 1) * a.Int("dimension", 1) > LargestTable)
            throw a.Fault("it describes a table of positions larger than any sequence needs");
    }

    static JsonObject Part(Module<Tensor, Tensor> layer) => LayerForms.Of(layer.GetType())!.Write(layer);

    static T? Made<T>(Described a, string name)
        where T : Module<Tensor, Tensor> => a.Has(name) ? (T)LayerForms.Of(typeof(T))!.Make(a.Object(name)) : null;
}
