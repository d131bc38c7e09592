namespace Lamina.Training;

/// <summary>
/// A measure of texts against references: <c>TextMetric.Bleu()</c>. Each text has one reference or several.
/// By hand: <c>var state = TextMetric.Bleu().NewState(); state.Update(texts, references); state.Value</c>.
/// </summary>
public abstract partial class TextMetric : Metric<IReadOnlyList<string>, IReadOnlyList<IReadOnlyList<string>>>
{
    private protected TextMetric()
    {
    }

    /// <summary>
    /// BLEU, 0 to 100: the geometric mean of the precisions of 1- to 4-grams, counted over all texts, times the penalty of what is too short, e^(1 − r/c). Equal
    /// to sacreBLEU's default: its tokenizer 13a, case kept, a precision of zero smoothed to 1/(2ᵏ·total) at the k-th zero, the reference of the closest length.
    /// </summary>
    /// <remarks>Source: K. Papineni et al., BLEU: a method for automatic evaluation of machine translation, 2002; M. Post, A call for clarity in reporting BLEU scores, 2018.</remarks>
    public static TextMetric Bleu() => new BleuMetric();

    /// <summary>
    /// chrF, 0 to 100: the F-score of n-grams of characters without spaces, n = 1 to 6, precisions and recalls averaged over those n that occur; counted over all
    /// texts, each against the reference that suits it best. Equal to sacreBLEU's chrF2; with two orders of words its chrF2++.
    /// </summary>
    /// <param name="wordOrder">Up to which n n-grams of words count too: 0, or 2 for chrF++.</param>
    /// <param name="charOrder">Up to which n n-grams of characters count.</param>
    /// <param name="beta">How many times as much recall counts as precision.</param>
    /// <remarks>Source: M. Popović, chrF: character n-gram F-score for automatic MT evaluation, 2015; chrF++: words helping character n-grams, 2017.</remarks>
    public static TextMetric Chrf(int wordOrder = 0, int charOrder = 6, double beta = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wordOrder);
        ArgumentOutOfRangeException.ThrowIfLessThan(charOrder, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beta);
        return new ChrfMetric(wordOrder, charOrder, beta);
    }

    /// <summary>
    /// ROUGE-N, 0 to 1: the F1 of the n-grams of words that text and reference share, of several references the best, the mean over texts. Words are runs
    /// of a–z and 0–9, in lower case, not stemmed.
    /// </summary>
    /// <param name="n">1, 2 …</param>
    /// <remarks>Source: C.-Y. Lin, ROUGE: a package for automatic evaluation of summaries, 2004.</remarks>
    public static TextMetric Rouge(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return new RougeMetric(FormattableString.Invariant($"rouge_{n}"), (text, reference) => RougeMetric.Shared(text, reference, n));
    }

    /// <summary>ROUGE-L, 0 to 1: the F1 of the longest common subsequence of words, over the whole text.</summary>
    /// <inheritdoc cref="Rouge"/>
    public static TextMetric RougeL() => new RougeMetric("rouge_l", RougeMetric.Sequence);

    /// <summary>ROUGE-L of summaries, 0 to 1: for each line of the reference, the union of its longest common subsequences with all lines of the text.</summary>
    /// <inheritdoc cref="Rouge"/>
    public static TextMetric RougeLSum() => new RougeMetric("rouge_l_sum", RougeMetric.Lines);

    /// <summary>(Substitutions + deletions + insertions) of words over the references' words: <c>word_error_rate</c>. Words are what spaces part.</summary>
    /// <remarks>Of several references that with the fewest errors counts.</remarks>
    public static TextMetric WordErrorRate() => new ErrorRateMetric("word_error_rate", text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>(Substitutions + deletions + insertions) of characters over the references' characters, spaces too: <c>character_error_rate</c>.</summary>
    /// <inheritdoc cref="WordErrorRate"/>
    public static TextMetric CharacterErrorRate() => new ErrorRateMetric("character_error_rate", text => [.. text.EnumerateRunes().Select(rune => rune.ToString())]);

    /// <summary>The state of one text against its references: single numbers, or one row of them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="references">At least one.</param>
    private protected abstract double[] Measure(string text, IReadOnlyList<string> references);

    /// <inheritdoc/>
    protected internal override IReadOnlyList<Tensor> Measure(IReadOnlyList<string> prediction, IReadOnlyList<IReadOnlyList<string>> target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Count != target.Count || target.Any(references => references.Count == 0))
            throw new ArgumentException($"The metric '{Name}' takes references for each text, at least one; got {prediction.Count} texts and references of {target.Count}{(target.Any(references => references.Count == 0) ? ", some without any" : "")}.", nameof(target));
        double[]? sums = null;
        for (int i = 0; i < prediction.Count; i++)
        {
            double[] counts = Measure(prediction[i], target[i]);
            sums ??= new double[counts.Length];
            for (int k = 0; k < counts.Length; k++)
                sums[k] += counts[k];
        }

        return [Tensor.From(sums ?? Measure("", [""]).Select(_ => 0.0).ToArray())];
    }
}
