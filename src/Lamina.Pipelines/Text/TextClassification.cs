using Lamina.Data;
using Lamina.Data.Text;
using Lamina.Models.Text;
using Lamina.NN;

namespace Lamina.Pipelines;

/// <summary>Text in, class out: a tokenizer of words and a network over their numbers.</summary>
/// <example><code>
/// TextClassification sentiment = Pipeline.Load&lt;TextClassification&gt;("runs/polarity-textcnn-1");
/// TextAnswer answer = sentiment.Classify("a warm and funny film");
/// Console.WriteLine($"{answer.Class} ({answer.Probability:P1})");
/// </code></example>
public sealed class TextClassification : Pipeline
{
    const int MostWords = 1_000_000, MostClasses = 10_000;

    /// <summary>The kind by which <c>pipeline.json</c> names it.</summary>
    public const string KindName = "text-classification";

    readonly TextClassifier _network;

    /// <summary>A pipeline of a tokenizer and a network.</summary>
    /// <param name="tokenizer">The tokenizer that the network was trained with.</param>
    /// <param name="network">The network. It is put into evaluation mode.</param>
    /// <param name="classNames">The names of the classes, in the order of the network's outputs.</param>
    /// <param name="maxTokens">How many tokens of a text are read; what follows is not.</param>
    /// <exception cref="PipelineException">They do not fit together.</exception>
    public TextClassification(WordTokenizer tokenizer, TextClassifier network, IReadOnlyList<string> classNames, int maxTokens = 400)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        if (tokenizer.Count > network.Words || classNames.Count != network.Classes)
            throw new PipelineException($"A tokenizer of {tokenizer.Count} numbers and {classNames.Count} classes do not fit a network of {network.Words} and {network.Classes}. Take those that it was trained with.");
        (Tokenizer, _network, ClassNames, MaxTokens) = (tokenizer, network, [.. classNames], maxTokens);
        network.Eval();
    }

    /// <summary>The tokenizer.</summary>
    public WordTokenizer Tokenizer { get; }

    /// <summary>The names of the classes, in the order of the network's outputs.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>How many tokens of a text are read.</summary>
    public int MaxTokens { get; }

    /// <inheritdoc/>
    public override Module Network => _network;

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>The class of a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="PipelineException">The text has no words, or none that is known.</exception>
    public TextAnswer Classify(string text) => Classify([text])[0];

    /// <summary>The class of each text. What is said of a text does not depend, but for rounding, on the others.</summary>
    /// <param name="texts">The texts.</param>
    /// <exception cref="PipelineException">A text has no words, or none that is known.</exception>
    public IReadOnlyList<TextAnswer> Classify(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0)
            return [];
        const int Batch = 64;
        List<TextAnswer> answers = new(texts.Count);
        foreach (string[] some in texts.Chunk(Batch))
        {
            IReadOnlyList<Token>[] read = [.. some.Select(Read)];
            Tensor probabilities;
            using (Gradients.Off())
                probabilities = _network.Call(Numbers(read)).Softmax(-1);
            float[][] rows = [.. probabilities.ToArray<float>().Chunk(ClassNames.Count)];
            answers.AddRange(some.Zip(read, rows).Select(each => Answer(each.First, each.Second, each.Third)));
        }

        return answers;
    }

    /// <inheritdoc/>
    protected override void Describe(PipelineFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        TextNetworks.Describe(file, _network);
        file.Set("maxTokens", MaxTokens);
        file.Set("lowerCase", Tokenizer.LowerCase);
        file.Set("classes", ClassNames);
        file.Set("words", Tokenizer.Words);
    }

    /// <summary>Builds the pipeline that a file describes.</summary>
    internal static TextClassification Read(PipelineFile file)
    {
        int rows = file.Int("rows", 2, MostWords + 2);
        IReadOnlyList<string> classes = file.Texts("classes", MostClasses), words = file.Texts("words", rows - 2);
        if (classes.Count < 2)
            throw file.Fault("classes", "the names of 2 classes or more");
        try
        {
            WordTokenizer tokenizer = new(words, file.Flag("lowerCase"));
            return new TextClassification(tokenizer, TextNetworks.Read(file, rows, classes.Count), classes, file.Int("maxTokens", 1, 1_000_000));
        }
        catch (DataFormatException error)
        {
            throw new PipelineException($"'{file.Path}' is damaged: {error.Message}", error);
        }
    }

    // What the network reads of a text.
    IReadOnlyList<Token> Read(string text)
    {
        // A line break of a web page is no word. As long as it was, so that tokens stay where they are.
        IReadOnlyList<Token> tokens = Tokenizer.Encode(text.Replace("<br />", "      ", StringComparison.Ordinal));
        if (tokens.Count == 0)
            throw new PipelineException($"The text '{text}' has no words. Give one or more.");
        tokens = [.. tokens.Take(MaxTokens)];
        return tokens.Any(token => token.Id != WordTokenizer.UnknownId)
            ? tokens
            : throw new PipelineException($"None of the {tokens.Count} words of '{Beginning(text)}' is known: the network was trained on {Tokenizer.Words.Count} others. Give a text in the language of its training.");
    }

    TextAnswer Answer(string text, IReadOnlyList<Token> tokens, float[] row)
    {
        int best = Array.IndexOf(row, row.Max());
        string[] unknown = [.. tokens.Where(token => token.Id == WordTokenizer.UnknownId).Select(token => text.Substring(token.Start, token.Length)).Distinct()];
        return new TextAnswer(ClassNames[best], row[best], row, tokens.Count(token => token.Id != WordTokenizer.UnknownId), unknown);
    }

    // Side by side, filled up with padding on the right.
    static Tensor Numbers(IReadOnlyList<Token>[] texts)
    {
        int length = texts.Max(tokens => tokens.Count);
        long[] numbers = new long[texts.Length * (long)length];
        foreach ((int row, IReadOnlyList<Token> tokens) in texts.Index())
        {
            foreach ((int place, Token token) in tokens.Index())
                numbers[(row * (long)length) + place] = token.Id;
        }

        return Tensor.From<long>(numbers, [texts.Length, length]);
    }

    static string Beginning(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
