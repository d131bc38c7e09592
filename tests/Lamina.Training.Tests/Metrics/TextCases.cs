namespace Lamina.Training.Tests;

/// <summary>All metrics of texts: one line each. Their values are in <see cref="TextMetricTests"/>.</summary>
static class TextCases
{
    static readonly string[] Texts =
    [
        "The dog bit the man.", "It wasn't surprising.", "The man had just bitten him.", "the cat sat on the mat", "", "Prices rose by 3.5 - 4,000 units.", "a b c d e f",
    ];

    static readonly string[][] References =
    [
        ["The dog bit the man.", "The dog had bit the man."], ["It was not unexpected.", "No one was surprised."], ["The man bit him first."],
        ["the cat is on the mat", "there is a cat on the mat"], ["nothing was said"], ["Prices rose by 3.5-4,000 units!"], ["a b x d e f g"],
    ];

    public static IEnumerable<MetricCase> All =>
    [
        Text(TextMetric.Bleu()), Text(TextMetric.Chrf()), Text(TextMetric.Chrf(wordOrder: 2)), Text(TextMetric.Rouge(1)), Text(TextMetric.Rouge(2)),
        Text(TextMetric.RougeL()), Text(TextMetric.RougeLSum()), Text(TextMetric.WordErrorRate()), Text(TextMetric.CharacterErrorRate()),
    ];

    static MetricCase<IReadOnlyList<string>, IReadOnlyList<IReadOnlyList<string>>> Text(TextMetric metric) =>
        new(metric.Name, metric, Texts.Length, (from, to) => (Texts[from..to], References[from..to]), null);
}
