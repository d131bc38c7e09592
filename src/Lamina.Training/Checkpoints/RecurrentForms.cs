using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>Recurrent layers in files, inside the modules of one output that wrap them.</summary>
internal static class RecurrentForms
{
    public static JsonObject Write(Module layer) => layer switch
    {
        Lstm x => Write("Lstm", x, projection: x.ProjectionSize),
        Gru x => Write("Gru", x),
        Rnn x => Write("Rnn", x, x.Activation),
        _ => throw new ArgumentException($"{layer} is no recurrent layer that files know.", nameof(layer)),
    };

    public static SequenceOutput MakeSequenceOutput(Described a) => Make(a) switch
    {
        Lstm layer => new SequenceOutput(layer),
        Gru layer => new SequenceOutput(layer),
        var layer => new SequenceOutput((Rnn)layer),
    };

    public static LastOutput MakeLastOutput(Described a) => Make(a) switch
    {
        Lstm layer => new LastOutput(layer),
        Gru layer => new LastOutput(layer),
        var layer => new LastOutput((Rnn)layer),
    };

    static Module Make(Described a)
    {
        string kind = a.Text("recurrent");
        int inputs = a.Int("input_size", 1), hidden = a.Int("hidden_size", 1), layers = a.Int("layers", 1);
        bool bias = a.Bool("bias"), batchFirst = a.Bool("batch_first"), bidirectional = a.Bool("bidirectional");
        double dropout = a.Double("dropout");
        a.Spend(inputs, hidden);
        a.Spend(layers, hidden, hidden);
        return kind switch
        {
            "Lstm" => new Lstm(inputs, hidden, layers, bias, batchFirst, dropout, bidirectional, projectionSize: Projection(a, hidden)),
            "Gru" => new Gru(inputs, hidden, layers, bias, batchFirst, dropout, bidirectional),
            "Rnn" => new Rnn(inputs, hidden, layers, Activation(a), bias, batchFirst, dropout, bidirectional),
            _ => throw a.Fault($"'{kind}' is no recurrent layer that this version of Lamina knows"),
        };
    }

    static int Projection(Described a, int hidden) => (a.OptionalInt("projection_size", 0) ?? 0) is var size && size < hidden ? size : throw a.Fault("'projection_size' is not below 'hidden_size'");

    static RnnActivation Activation(Described a) => a.Text("activation") switch
    {
        "tanh" => RnnActivation.Tanh,
        "relu" => RnnActivation.Relu,
        "sigmoid" => RnnActivation.Sigmoid,
        var other => throw a.Fault($"'{other}' is no activation of a recurrent layer"),
    };

    static JsonObject Write<TState>(string kind, RecurrentLayer<TState> x, RnnActivation? activation = null, int projection = 0)
        where TState : class
    {
        JsonObject result = new()
        {
            ["recurrent"] = kind,
            ["input_size"] = x.InputSize,
            ["hidden_size"] = x.HiddenSize,
            ["layers"] = x.Layers,
            ["bias"] = x.HasBias,
            ["batch_first"] = x.BatchFirst,
            ["dropout"] = x.Dropout,
            ["bidirectional"] = x.Bidirectional,
        };
        if (projection > 0)
            result["projection_size"] = projection;
        if (activation is { } known)
            result["activation"] = known switch
            {
                RnnActivation.Relu => "relu",
                RnnActivation.Sigmoid => "sigmoid",
                _ => "tanh",
            };
        return result;
    }
}
