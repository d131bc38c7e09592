namespace Lamina.Data;

/// <summary>A column of words: how often each word of a vocabulary is in the cell. The order of the words is lost.</summary>
public sealed record TextColumn : ColumnPlan
{
    /// <summary>A plan of a column.</summary>
    /// <param name="name">The column's name.</param>
    public TextColumn(string name)
        : base(name)
    {
    }

    /// <summary>How many words are known at most, the most frequent ones. Default: 300.</summary>
    public int MaxTokens { get; init; } = 300;

    /// <summary>In how many cells of the training part a word must be to be known. Default: 3.</summary>
    public int MinCount { get; init; } = 3;

    /// <summary>What is written for a word. Default: whether it is there.</summary>
    public TokenWeighting Weighting { get; init; }

    /// <inheritdoc/>
    public override ColumnEncoder Fit(Table train)
    {
        ArgumentNullException.ThrowIfNull(train);
        int column = train.Column(Name);
        TextVectorizer words = TextVectorizer.Fit(Enumerable.Range(0, train.Count).Select(row => TextEncoder.Words(train, row, column)), MaxTokens, MinCount);
        return new TextEncoder { Column = Name, Vectorizer = words, Weighting = Weighting };
    }
}
