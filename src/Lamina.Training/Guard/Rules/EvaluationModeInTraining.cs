using Lamina.NN;

namespace Lamina.Training;

/// <summary>The network, or a part of it, trains in evaluation mode: dropout passes on, running statistics stand still.</summary>
internal sealed class EvaluationModeInTraining : GuardRule
{
    public override string Name => "train-eval-mode";

    public override string? Look(GuardLook look)
    {
        List<string> asleep = [.. from part in look.Module.NamedModules() where !part.Module.IsTraining && Matters(part.Module) select Called(part.Name, part.Module)];
        return asleep.Count == 0
            ? null
            : $"{Listed(asleep)} {(asleep.Count == 1 ? "is" : "are")} in evaluation mode in a step of training. Call `network.Train()` after evaluating; freeze the parameters of what is meant to stand still.";
    }

    // A normalization that is frozen on purpose has no parameter to train.
    static bool Matters(Module part)
    {
        string name = part.GetType().Name;
        return part.Children().Count == 0 &&
            (name.Contains("Dropout", StringComparison.Ordinal) || name.Contains("Noise", StringComparison.Ordinal) ||
            (name.Contains("BatchNorm", StringComparison.Ordinal) && (part.Parameters().Count == 0 || part.TrainableParameterCount > 0)));
    }

    static string Called(string path, Module part) => path.Length > 0 ? $"{path} ({part.GetType().Name})" : part.GetType().Name;
}
