using Lamina.Data;
using Lamina.Explain;
using Lamina.Training;

namespace Lamina.Recipes.Tables;

/// <summary>What a network that never saw a sample says of it, and why.</summary>
/// <param name="Scores">The nine scores, standardized.</param>
/// <param name="IsMalignant">What it is.</param>
/// <param name="Probability">Of being malignant.</param>
/// <param name="Contributions">What each score adds to the logit, compared with the mean sample.</param>
/// <param name="Difference">The logit less that of the mean sample: what the contributions sum to.</param>
internal sealed record Diagnosis(float[] Scores, bool IsMalignant, double Probability, float[] Contributions, double Difference)
{
    public static IReadOnlyList<Diagnosis> Of(Model model, ArrayDataset heldOut)
    {
        Batch batch = heldOut.ReadAll();
        Attribution found = IntegratedGradients.Of(model.Module, batch.Input, tolerance: 0.005);
        float[][] scores = Rows(batch.Input), contributions = Rows(found.Values);
        float[] truth = batch.Target.ToArray<float>();
        return [.. truth.Select((label, i) => new Diagnosis(scores[i], label > 0.5, 1 / (1 + Math.Exp(-found.Output[i])), contributions[i], found.Output[i] - found.BaselineOutput[i]))];
    }

    static float[][] Rows(Tensor values) => [.. values.ToArray<float>().Chunk((int)values.Shape[1])];
}
