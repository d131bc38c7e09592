using System.Globalization;
using Lamina.Training;

namespace Lamina.Recipes.Speech;

/// <summary>Counts what was heard wrongly: of the words, and of the sequences.</summary>
internal sealed class SpokenErrors
{
    readonly MetricState<IReadOnlyList<string>, IReadOnlyList<IReadOnlyList<string>>> _words = TextMetric.WordErrorRate().NewState();
    int _sequences, _wrong;

    /// <summary>Words that are missing, added or others, over words that were said.</summary>
    public double Rate => _words.Value;

    /// <summary>Sequences with an error, over all.</summary>
    public double SequenceRate => (double)_wrong / _sequences;

    /// <summary>Adds a sequence.</summary>
    /// <param name="heard">The labels found.</param>
    /// <param name="said">The labels, [most], with zeros behind the last.</param>
    public void Add(IReadOnlyList<int> heard, Tensor said)
    {
        string found = Words(heard.Select(label => (long)label)), meant = Words(said.ToArray<long>().Where(label => label > 0));
        _words.Update([found], [meant]);
        _sequences++;
        _wrong += found == meant ? 0 : 1;
    }

    static string Words(IEnumerable<long> labels) => string.Join(' ', labels.Select(label => label.ToString(CultureInfo.InvariantCulture)));
}
