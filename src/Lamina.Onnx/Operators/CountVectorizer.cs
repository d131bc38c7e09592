using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>TfIdfVectorizer: how often each n-gram of a pool occurs in a row, as a count, whether at all, or times a weight.</summary>
internal static class CountVectorizer
{
    public static Value[] Run(NodeCall call)
    {
        bool text = call.HasAttribute("pool_strings");
        string[] pool = text ? [.. call.Attribute("pool_strings").Texts] : [.. call.Ints("pool_int64s")!.Select(Name)];
        string[] items = text ? call.Texts(0).Items : [.. call.Longs(0).Select(Name)];
        Shape shape = call.ShapeOf(0);
        int least = (int)call.Int("min_gram_length", 1), most = (int)call.Int("max_gram_length", 1), skips = (int)call.Int("max_skip_count", 0);
        long[] starts = call.Ints("ngram_counts")!, columns = call.Ints("ngram_indexes")!;
        Dictionary<string, long> places = [];
        int gram = 0;
        for (int n = 1; n <= starts.Length; n++)
        {
            long end = n < starts.Length ? starts[n] : pool.Length;
            for (long at = starts[n - 1]; at + n <= end; at += n)
                places[Key(pool.AsSpan((int)at, n))] = gram++;
        }

        int rows = shape.Rank == 2 ? (int)shape[0] : 1, width = rows == 0 ? 0 : items.Length / rows, size = call.Room(columns.Max() + 1.0);
        float[] counts = new float[call.Room((double)rows * size)];
        for (int row = 0; row < rows; row++)
            Count(items.AsSpan(row * width, width), counts.AsSpan(row * size, size));
        return [NodeCall.Of(Tensor.From<float>(counts, shape.Rank == 2 ? [rows, size] : [size]))];

        void Count(ReadOnlySpan<string> words, Span<float> result)
        {
            IReadOnlyList<float>? weights = call.HasAttribute("weights") ? call.Attribute("weights").Singles : null;
            // The pool has no longer ones.
            int longest = Math.Min(most, starts.Length);
            string[] found = new string[longest];
            for (int n = least; n <= longest; n++)
            {
                // Single words have nothing to skip.
                for (int step = 1; step <= (n == 1 ? 1 : skips + 1) && (n - 1L) * step < words.Length; step++)
                {
                    for (int at = 0; at + ((n - 1) * step) < words.Length; at++)
                    {
                        for (int i = 0; i < n; i++)
                            found[i] = words[at + (i * step)];
                        if (places.TryGetValue(Key(found.AsSpan(0, n)), out long place))
                            result[(int)columns[place]]++;
                    }
                }
            }

            string mode = call.Text("mode", "TF");
            for (int i = 0; i < columns.Length; i++)
            {
                ref float value = ref result[(int)columns[i]];
                if (mode == "IDF" || mode == "TFIDF")
                    value = (mode == "IDF" ? Math.Min(value, 1) : value) * (weights?[i] ?? 1);
            }
        }
    }

    static string Name(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static string Key(ReadOnlySpan<string> words) => string.Join('\u0001', words!);
}
