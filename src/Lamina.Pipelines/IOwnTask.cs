using Lamina.Data;
using Lamina.Training;

namespace Lamina.Pipelines;

/// <summary>Data of one's own that was looked at and cut into three parts, with the network and the settings that suit it.</summary>
public interface IOwnTask
{
    /// <summary>The part that is learnt from.</summary>
    ArrayDataset Train { get; }

    /// <summary>The part by which the best epoch is chosen.</summary>
    ArrayDataset Validation { get; }

    /// <summary>The part that is looked at once.</summary>
    ArrayDataset Test { get; }

    /// <summary>What was fitted to the training part, besides what the sets say of themselves.</summary>
    Preprocessing Preprocessing { get; }

    /// <summary>What was found in the data, in lines to be shown.</summary>
    string Findings { get; }

    /// <summary>The classes, in the order of the labels; empty where a number is learnt.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>One input as the network sees it, without the batch axis.</summary>
    Shape InputShape { get; }

    /// <summary>The metric on the test part of who always answers the training part's most frequent class, or its mean.</summary>
    double Baseline { get; }

    /// <summary>Epochs that suit the data.</summary>
    int Epochs { get; }

    /// <summary>Samples of a step that suit the data.</summary>
    int BatchSize { get; }

    /// <summary>A network that suits the data, with the optimizer and the loss that train it.</summary>
    /// <param name="learningRate">The optimizer's step size.</param>
    Model BuildModel(double learningRate);

    /// <summary>The metric of a model on the test part, in the target's own unit.</summary>
    /// <param name="model">A model of <see cref="BuildModel"/>.</param>
    double Measure(Model model);
}
