namespace Lamina.Data.Text;

/// <summary>
/// Pieces of one length of a long text in tokens, to learn what follows: the input is tokens s … s + length − 1, the target tokens s + 1 … s + length, both int64 [N, length].
/// </summary>
public sealed class TokenWindows : IDataset
{
    const ulong WindowStream = 0x5457_0000_0000_0000;

    readonly int[] _tokens;
    readonly int _length, _stride;
    readonly long? _seed;
    readonly long _epoch;

    /// <summary>Windows that begin at 0, stride, 2·stride and so on, as long as they fit. With a stride of the length every token but the first is a target once.</summary>
    /// <param name="tokens">The text. Copied.</param>
    /// <param name="length">Tokens of an input.</param>
    /// <param name="stride">From one window's begin to the next one's; the length if null.</param>
    /// <param name="name">What errors and tables call the set.</param>
    /// <exception cref="DataFormatException">The text is too short for one window.</exception>
    public TokenWindows(IEnumerable<int> tokens, int length, int? stride = null, string name = "text")
        : this([.. tokens], length, stride ?? length, 0, null, 0, name) => Count = ((_tokens.Length - 1L - length) / _stride) + 1;

    TokenWindows(int[] tokens, int length, int stride, long count, long? seed, long epoch, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        if (tokens.Length <= length)
            throw new DataFormatException($"{name} has {tokens.Length} tokens; a window of {length} and the token behind it take {length + 1L}. Give a longer text, or take shorter windows.");
        (_tokens, _length, _stride, _seed, _epoch, Count) = (tokens, length, stride, seed, epoch, count);
        TensorSpec spec = new(DType.Int64, [length]);
        Info = new DatasetInfo { Name = name, Inputs = [spec], Targets = [spec] };
    }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public DatasetInfo Info { get; }

    /// <summary>Windows whose places are drawn, each as likely as any other, anew in each epoch.</summary>
    /// <param name="tokens">The text. Copied.</param>
    /// <param name="length">Tokens of an input.</param>
    /// <param name="count">How many windows an epoch has.</param>
    /// <param name="seed">What the places depend on, with the epoch.</param>
    /// <param name="name">What errors and tables call the set.</param>
    /// <exception cref="DataFormatException">The text is too short for one window.</exception>
    public static TokenWindows Drawn(IEnumerable<int> tokens, int length, long count, long seed, string name = "text")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new TokenWindows([.. tokens], length, 1, count, seed, 0, name);
    }

    /// <inheritdoc/>
    public IDataset At(long epoch) => _seed is null ? this : new TokenWindows(_tokens, _length, _stride, Count, _seed, epoch, Info.Name);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such window.</exception>
    public Batch Read(ReadOnlySpan<long> indices)
    {
        Indices.Check(indices, Count);
        long[] inputs = new long[(long)indices.Length * _length], targets = new long[inputs.Length];
        for (int row = 0; row < indices.Length; row++)
        {
            long start = Start(indices[row]), first = (long)row * _length;
            for (int place = 0; place < _length; place++)
                (inputs[first + place], targets[first + place]) = (_tokens[start + place], _tokens[start + place + 1]);
        }

        Shape shape = [indices.Length, _length];
        return new Batch(Tensor.From<long>(inputs, shape), Tensor.From<long>(targets, shape));
    }

    long Start(long index) => _seed is { } seed ? new Draws(seed, WindowStream, index, _epoch).Below(_tokens.Length - _length) : index * _stride;
}
