namespace Lamina.Pipelines;

/// <summary>What a model says of a row of a table or of a picture.</summary>
/// <param name="Class">The name of the likeliest class; null where the answer is a number.</param>
/// <param name="Value">The number; for a class its probability.</param>
/// <param name="Probabilities">That of each class, in the order of <c>ClassNames</c>; empty where the answer is a number.</param>
public sealed record Answer(string? Class, double Value, IReadOnlyList<float> Probabilities)
{
    /// <summary>The answers of a network of classes: softmax of [N, classes], or of one logit a sample that tells the second of two classes from the first.</summary>
    internal static IReadOnlyList<Answer> Of(Tensor output, IReadOnlyList<string> classes)
    {
        Tensor probabilities = output.Shape[^1] == 1 ? Tensor.Concatenate([(-output).Sigmoid(), output.Sigmoid()], 1) : output.Softmax(-1);
        return [.. probabilities.ToArray<float>().Chunk(classes.Count).Select(row => Likeliest(row, classes))];
    }

    static Answer Likeliest(float[] row, IReadOnlyList<string> classes)
    {
        int best = Array.IndexOf(row, row.Max());
        return new Answer(classes[best], row[best], row);
    }
}
