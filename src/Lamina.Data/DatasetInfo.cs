namespace Lamina.Data;

/// <summary>What is known of a data set before a sample is read.</summary>
public sealed record DatasetInfo
{
    /// <summary>Nothing is known.</summary>
    public static DatasetInfo Unknown { get; } = new();

    /// <summary>What errors and tables call the set.</summary>
    public string Name { get; init; } = "data";

    /// <summary>The name of each class, indexed by the label; empty where the targets are no classes.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Dtype and shape of each input of one sample, without the axis of the batch; empty if unknown.</summary>
    public IReadOnlyList<TensorSpec> Inputs { get; init; } = [];

    /// <summary>Dtype and shape of each target of one sample, without the axis of the batch; empty if unknown.</summary>
    public IReadOnlyList<TensorSpec> Targets { get; init; } = [];

    /// <summary>What was done to each input when it was read, so that a model can do the same; null where nothing was.</summary>
    public IReadOnlyList<Normalization?> Normalizations { get; init; } = [];

    /// <summary>True if the first input is pictures [channels, height, width], so that a network with the channels last can be served.</summary>
    public bool HasChannelsFirst { get; init; }

    /// <summary>True if the samples are drawn by a program and recorded nowhere.</summary>
    public bool IsGenerated { get; init; }
}
