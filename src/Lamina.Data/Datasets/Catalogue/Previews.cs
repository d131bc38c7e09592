using System.Globalization;
using Lamina.Data.Vision;

namespace Lamina.Data;

/// <summary>Samples of each kind as people look at them.</summary>
internal static class Previews
{
    const int Longest = 2000, Levels = 60;

    const string Bars = " ▁▂▃▄▅▆▇█";

    public static IEnumerable<SamplePreview> OfPictures(ArrayDataset set) => OfPictures(PictureDataset.From(set));

    public static IEnumerable<SamplePreview> OfPictures(PictureDataset set)
    {
        for (long i = 0; i < set.Count; i++)
        {
            PictureSample sample = set.Read(i);
            string boxes = string.Join(", ", sample.Boxes.GroupBy(box => box.Label).OrderBy(group => group.Key).Select(group => $"{group.Count()} {set.ClassNames[group.Key]}"));
            string label = sample.Label is { } number ? number < set.ClassNames.Count ? set.ClassNames[number] : $"{number}" : boxes;
            yield return new SamplePreview($"{i}: {label}", Picture: sample.Picture);
        }
    }

    public static IEnumerable<SamplePreview> OfTexts(IDataset<LabelledText> set, IReadOnlyList<string> classNames)
    {
        // First and last in turn: most sets have one class after the other.
        for (long i = 0; i < set.Count; i++)
        {
            long at = i % 2 == 0 ? i / 2 : set.Count - 1 - (i / 2);
            LabelledText sample = set.Read(at);
            yield return new SamplePreview($"{at}: {classNames[sample.Label]}", Cut(sample.Text));
        }
    }

    public static IEnumerable<SamplePreview> OfRows(ArrayDataset set)
    {
        for (long i = 0; i < set.Count; i++)
        {
            Batch row = set.Read([i]);
            string target = Numbers(row.Target), name = set.ClassNames.Count > 0 && int.TryParse(target, out int label) && label < set.ClassNames.Count ? set.ClassNames[label] : target;
            yield return new SamplePreview($"{i}: {name}", Numbers(row.Input));
        }
    }

    public static IEnumerable<SamplePreview> OfTable(Table table)
    {
        for (int row = 0; row < table.Count; row++)
            yield return new SamplePreview($"{row}", Cut(string.Join(", ", table.Columns.Select((column, i) => $"{column} {table[row, i]}"))));
    }

    public static IEnumerable<SamplePreview> OfSeries(TimeSeries series)
    {
        const int Run = 60;
        for (int start = 0; start < series.Count; start += Run)
            yield return new SamplePreview($"from {start}", Curve([.. series.Values.Skip(start).Take(Run)]));
    }

    /// <summary>The loudness of a recording as a row of bars.</summary>
    public static string OfRecording(Audio.Waveform recording)
    {
        float[] samples = recording.Samples;
        double[] loudness = new double[Math.Min(Levels, samples.Length)];
        for (int i = 0; i < samples.Length; i++)
        {
            int at = (int)((long)i * loudness.Length / samples.Length);
            loudness[at] = Math.Max(loudness[at], Math.Abs(samples[i]));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Curve(loudness)} {recording.Seconds:0.00} s, {recording.SampleRate} Hz");
    }

    public static IEnumerable<SamplePreview> OfGraph(CitationGraph graph)
    {
        ILookup<long, long> cited = Pairs(graph.Edges).ToLookup(edge => edge.From, edge => edge.To);
        long[] labels = graph.Labels.ToArray<long>();
        for (long node = 0; node < labels.Length; node++)
            yield return new SamplePreview($"{node}: {(graph.ClassNames.Count > 0 ? graph.ClassNames[(int)labels[node]] : $"class {labels[node]}")}", $"linked with {string.Join(", ", cited[node])}");
    }

    static IEnumerable<(long From, long To)> Pairs(Tensor edges)
    {
        long[] ends = edges.ToArray<long>();
        int count = ends.Length / 2;
        for (int i = 0; i < count; i++)
            yield return (ends[i], ends[count + i]);
    }

    public static string Cut(string text) => text.Length <= Longest ? text : text[..Longest];

    static string Curve(double[] values)
    {
        double low = values.DefaultIfEmpty().Min(), high = values.DefaultIfEmpty().Max();
        return string.Concat(values.Select(value => Bars[high > low ? (int)Math.Round((value - low) / (high - low) * (Bars.Length - 1)) : 0]));
    }

    static string Numbers(Tensor row) => string.Join(", ", row.To(DType.Float64).ToArray<double>().Select(value => value.ToString("0.####", CultureInfo.InvariantCulture)));
}
