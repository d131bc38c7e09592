namespace Lamina.Keras;

/// <summary>The equation of an <see cref="EinsumDense"/>, and the shapes that follow from it and an input.</summary>
internal sealed class EinsumDenseSizes
{
    const string Dots = "...";

    readonly string _input, _weight, _result;

    public EinsumDenseSizes(string equation, long[] output, string? biasAxes)
    {
        (Equation, Output, BiasAxes) = (equation.Replace(" ", "", StringComparison.Ordinal), output, biasAxes);
        string[] sides = Equation.Split("->"), terms = sides[0].Split(',');
        if (sides.Length != 2 || terms.Length != 2 || terms[1].Any(letter => !char.IsAsciiLetter(letter)))
            throw new ShapeException($"EinsumDense({equation}): an equation of an input, a kernel and an output is needed, such as \"abc,cd->abd\"; dots stand in input and output alone.");
        (_input, _weight, _result) = (terms[0], terms[1], sides[1]);
        if (Letters(_input) is not { } inputs || Letters(_result) is not { } results || HasDots(_input) != HasDots(_result))
            throw new ShapeException($"EinsumDense({equation}): input and output are letters, in both of which three dots may stand at the beginning or the end.");
        if (_weight.Contains(inputs.Length > 0 && !_input.StartsWith(Dots, StringComparison.Ordinal) ? inputs[0] : '.', StringComparison.Ordinal))
            throw new ShapeException($"EinsumDense({equation}): the kernel's '{inputs[0]}' is the letter of the batch, which has any size.");
        if (output.Any(size => size is 0 or < -1))
            throw new ShapeException($"EinsumDense({equation}): sizes of the output are 1 or more, or −1 for the input's; got [{string.Join(", ", output)}].");
        if (_weight.FirstOrDefault(letter => !inputs.Contains(letter) && !results.Contains(letter)) is not '\0' and var lone)
            throw new ShapeException($"EinsumDense({equation}): the kernel's '{lone}' is no letter of input or output, so its size is unknown.");
        if (biasAxes is not null && (biasAxes.Length == 0 || biasAxes.Any(letter => !results.Contains(letter))))
            throw new ShapeException($"EinsumDense({equation}): the bias's axes \"{biasAxes}\" are letters of the output.");
    }

    public string Equation { get; }

    public IReadOnlyList<long> Output { get; }

    public string? BiasAxes { get; }

    /// <summary>The shapes for samples of a shape.</summary>
    /// <exception cref="ShapeException">They do not fit the equation.</exception>
    public EinsumDenseShapes Of(Shape sample)
    {
        // The batch has an axis of its own, whose size never matters.
        long[] batch = [1, .. sample];
        Dictionary<char, long> sizes = [];
        string letters = Letters(_input)!;
        if (HasDots(_input) ? batch.Length < letters.Length : batch.Length != letters.Length)
            throw Unfit($"{letters.Length} axes{(HasDots(_input) ? " or more" : "")}", sample);
        foreach ((char letter, long size) in At(_input, batch))
        {
            if (!sizes.TryAdd(letter, size) && sizes[letter] != size)
                throw Unfit($"one size for '{letter}'", sample);
        }

        int hidden = batch.Length - letters.Length, rank = Letters(_result)!.Length + hidden;

        // Sizes that are not given for leading axes behind dots are the input's.
        bool atEnd = _result.StartsWith(Dots, StringComparison.Ordinal);
        if (atEnd ? Output.Count > rank - 1 : Output.Count != rank - 1 && !(HasDots(_result) && Output.Count < rank))
            throw Unfit($"an output of {rank - 1} axes behind that of the batch, not {Output.Count}", sample);
        long[] output = [.. Enumerable.Repeat(-1L, rank)];
        for (int i = 0; i < Output.Count; i++)
            output[atEnd ? rank - Output.Count + i : i + 1] = Output[i];
        long[] dots = atEnd ? batch[..hidden] : batch[^hidden..];
        for (int i = 0; i < hidden; i++)
        {
            int place = atEnd ? i : rank - hidden + i;
            output[place] = output[place] < 0 || output[place] == dots[i] ? dots[i] : throw Unfit($"{output[place]} on an axis that the dots stand for", sample);
        }

        foreach ((char letter, int place) in At(_result, [.. Enumerable.Range(0, rank)]))
        {
            if (place == 0 && output[0] < 0 && !sizes.ContainsKey(letter))
                throw Unfit("the letter of the batch in the output", sample);
            if (output[place] < 0)
                output[place] = sizes.TryGetValue(letter, out long known) ? known : throw Unfit($"a size of the output for '{letter}'", sample);
            if (!sizes.TryAdd(letter, output[place]) && sizes[letter] != output[place])
                throw Unfit($"{output[place]} on the axis '{letter}'", sample);
        }

        return new EinsumDenseShapes(Shape.Create([.. _weight.Select(letter => sizes[letter])]), Shape.Create(output[1..]), Bias(output));
    }

    Shape? Bias(long[] output)
    {
        if (BiasAxes is null)
            return null;
        long[] bias = [.. Enumerable.Repeat(1L, output.Length)];
        int first = output.Length;
        foreach ((char letter, int place) in At(_result, [.. Enumerable.Range(0, output.Length)]))
        {
            if (!BiasAxes.Contains(letter, StringComparison.Ordinal))
                continue;
            bias[place] = output[place];
            first = Math.Min(first, place);
        }

        return Shape.Create(bias[first..]);
    }

    // The letters of a term, each with what stands at its axis.
    static IEnumerable<(char Letter, T Value)> At<T>(string term, T[] axes)
    {
        string letters = Letters(term)!;
        return letters.Zip(term.StartsWith(Dots, StringComparison.Ordinal) ? axes[^letters.Length..] : axes[..letters.Length]);
    }

    static bool HasDots(string term) => term.Contains(Dots, StringComparison.Ordinal);

    // Null if there is anything else; dots stand at the beginning or the end.
    static string? Letters(string term)
    {
        string letters = term.StartsWith(Dots, StringComparison.Ordinal) ? term[3..] : term.EndsWith(Dots, StringComparison.Ordinal) ? term[..^3] : term;
        return letters.All(char.IsAsciiLetter) ? letters : null;
    }

    ShapeException Unfit(string needed, Shape sample) => new($"EinsumDense({Equation}) needs {needed}; got samples of {sample} and an output of [{string.Join(", ", Output)}].");
}
