using Lamina.NN;

namespace Lamina.Recipes.Text;

/// <summary>What a network for texts is compared with: logistic regression over which words a text has, whatever their order.</summary>
internal static class BagOfWords
{
    const int Steps = 150;
    const double LearningRate = 0.05;

    /// <summary>Trains on all texts at once, and gives the share of right answers on others. The default generator is not used.</summary>
    /// <param name="words">How many numbers of words there are.</param>
    /// <param name="train">Numbers of the words of each text, and its class.</param>
    /// <param name="part">The texts that are measured on.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="weightDecay">Holds the weights of words small: longer texts need more of it.</param>
    public static double Accuracy(int words, IReadOnlyList<(IReadOnlyList<int> Ids, int Label)> train, IReadOnlyList<(IReadOnlyList<int> Ids, int Label)> part, int classes, double weightDecay = 2e-4)
    {
        SparseMatrix bags = Bags(words, train);
        Tensor labels = Tensor.From<long>([.. train.Select(text => (long)text.Label)], [train.Count]);
        Parameter weight = new(Tensor.Zeros([words, classes])), bias = new(Tensor.Zeros([classes]));
        Adam optimizer = new([weight], LearningRate, weightDecay: weightDecay), free = new([bias], LearningRate);
        for (int step = 0; step < Steps; step++)
        {
            (weight.Grad, bias.Grad) = (null, null);
            Loss.CrossEntropy(bags.Multiply(weight.Value) + bias.Value, labels).Backward();
            optimizer.Step();
            free.Step();
        }

        using GradientScope off = Gradients.Off();
        long[] answers = (Bags(words, part).Multiply(weight.Value) + bias.Value).ArgMax(1).ToArray<long>();
        return answers.Zip(part, (answer, text) => answer == text.Label ? 1.0 : 0).Average();
    }

    // 1 where a text has a word.
    static SparseMatrix Bags(int words, IReadOnlyList<(IReadOnlyList<int> Ids, int Label)> texts)
    {
        (long Text, long Word)[] places = [.. texts.SelectMany((text, row) => text.Ids.Distinct().Select(id => ((long)row, (long)id)))];
        return SparseMatrix.From(
            Tensor.From<long>([.. places.Select(place => place.Text)], [places.Length]),
            Tensor.From<long>([.. places.Select(place => place.Word)], [places.Length]),
            Tensor.Ones([places.Length]),
            texts.Count,
            words);
    }
}
