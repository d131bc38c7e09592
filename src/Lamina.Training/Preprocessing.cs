using Lamina.Data;

namespace Lamina.Training;

/// <summary>What a model must know of its data to be used on new data. It is saved with the model.</summary>
public sealed record Preprocessing
{
    /// <summary>Nothing is known, and nothing is done.</summary>
    public static Preprocessing None { get; } = new();

    /// <summary>What turns stored values into the network's input; null where they are the same.</summary>
    public Normalization? Normalization { get; init; }

    /// <summary>The name of each class, indexed by the label; empty where there are none.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>What turns the rows of a table into the network's input; null where the input is no table.</summary>
    public TablePreprocessing? Table { get; init; }

    /// <summary>What turned the targets into the network's output, where that is a number: the output is to be brought back. Null where they are the same.</summary>
    public Normalization? Target { get; init; }

    /// <summary>Dtype and shape of one sample as the network sees it, without the axis of the batch; null if unknown, or if there are several inputs.</summary>
    public TensorSpec? Input { get; init; }

    /// <summary>Brings stored values, such as the bytes of pictures, to what the network was trained on.</summary>
    /// <param name="stored">[N, …].</param>
    public Tensor Apply(Tensor stored) => Normalization is { } normalization ? normalization.Apply(stored) : stored;

    internal static Preprocessing Of(DatasetInfo info) => new()
    {
        Normalization = info.Normalizations.Count > 0 ? info.Normalizations[0] : null,
        ClassNames = info.ClassNames,
        Input = info.Inputs.Count == 1 ? info.Inputs[0] : null,
    };
}
