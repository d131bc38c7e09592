namespace Lamina.Ops;

/// <summary>
/// An equation of Einstein's summation, read: a label for each axis of each term and of the result. Letters are labels by
/// their code; the axes of the dots are negative, −1 the last of them.
/// </summary>
internal sealed record EinsumEquation(int[][] Terms, int[] Result)
{
    const string Dots = "...";

    public static EinsumEquation Parse(string equation, Shape[] shapes)
    {
        string text = equation.Replace(" ", "", StringComparison.Ordinal);
        string[] sides = text.Split("->");
        string[] terms = sides[0].Split(',');
        if (sides.Length > 2 || shapes.Length == 0 || terms.Length != shapes.Length)
            throw Error(equation, $"it has {terms.Length} terms for {shapes.Length} tensors");
        int[][] labels = new int[terms.Length][];
        Dictionary<int, long> sizes = [];
        int dotted = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            int letters = terms[i].Replace(Dots, "", StringComparison.Ordinal).Length;
            bool hasDots = terms[i].Contains(Dots, StringComparison.Ordinal);
            if (hasDots ? letters > shapes[i].Rank : letters != shapes[i].Rank)
                throw Error(equation, $"the term '{terms[i]}' names {letters} axes of a tensor of shape {shapes[i]}");
            int behindDots = shapes[i].Rank - letters;
            dotted = Math.Max(dotted, behindDots);
            labels[i] = Labels(equation, terms[i], behindDots);
            for (int axis = 0; axis < labels[i].Length; axis++)
            {
                long size = shapes[i][axis], known = sizes.GetValueOrDefault(labels[i][axis], 1);
                if (size != 1 && known != 1 && size != known)
                    throw Error(equation, $"'{Name(labels[i][axis])}' is {known} in one place and {size} in a tensor of shape {shapes[i]}");
                sizes[labels[i][axis]] = Math.Max(size == 0 ? 0 : known, size);
            }
        }

        int[] result = sides.Length == 2 ? Labels(equation, sides[1], dotted) : Implied(labels, dotted);
        foreach (int label in result)
        {
            if (!sizes.ContainsKey(label))
                throw Error(equation, $"the result names '{Name(label)}', which no tensor has");
            if (result.Count(l => l == label) > 1)
                throw Error(equation, $"the result names '{Name(label)}' twice");
        }

        return new EinsumEquation(labels, result);
    }

    // What occurs once, after the axes of the dots.
    static int[] Implied(int[][] labels, int dotted)
    {
        int[] letters = [.. labels.SelectMany(term => term).Where(label => label > 0).GroupBy(label => label).Where(group => group.Count() == 1).Select(group => group.Key).Order()];
        return [.. Enumerable.Range(-dotted, dotted), .. letters];
    }

    static int[] Labels(string equation, string term, int dotted)
    {
        List<int> labels = [];
        int dots = 0;
        for (int i = 0; i < term.Length; i++)
        {
            if (char.IsAsciiLetter(term[i]))
            {
                labels.Add(term[i]);
            }
            else if (dots++ == 0 && term.AsSpan(i).StartsWith(Dots))
            {
                labels.AddRange(Enumerable.Range(-dotted, dotted));
                i += Dots.Length - 1;
            }
            else
            {
                throw Error(equation, $"'{term[i]}' is neither a letter nor the first three dots of a term");
            }
        }

        return [.. labels];
    }

    static string Name(int label) => label > 0 ? ((char)label).ToString() : $"axis {label} of the dots";

    static ShapeException Error(string equation, string what) => new($"Einsum: \"{equation}\": {what}.");
}
