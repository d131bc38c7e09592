using Lamina.NN;

namespace Lamina.Models.Text;

/// <summary>
/// A convolutional network for sentences: vectors of the words, windows of several widths over them, of each feature the largest over the sentence, dropout, and a linear
/// layer. Numbers of words [N, length], with 0 for padding → logits [N, classes]. Keys: <c>embedding.weight</c>, <c>convolutions.0.weight</c> …, <c>output.weight</c>.
/// </summary>
/// <remarks>
/// Windows reach over both ends by their width, so that every word is seen at every place of a window and one window sees none: how far a sentence is filled up on the
/// right does not change what is computed of it. Vectors start uniform in ±0.25, that of the padding 0; the norms of the last layer's rows are kept at or below a bound.
/// <b>Source:</b> Kim: Convolutional neural networks for sentence classification, arXiv:1408.5882 (2014), CNN-rand.
/// </remarks>
public sealed class TextCnn : TextClassifier
{
    readonly Embedding _embedding;
    readonly Conv1d[] _convolutions;
    readonly Dropout _dropout;
    readonly Linear _output;

    /// <summary>Makes a network with random weights.</summary>
    /// <param name="words">How many numbers of words there are, the padding's among them.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="dimension">Size of a word's vector; 300 in the paper.</param>
    /// <param name="maps">Features of each width; 100 in the paper.</param>
    /// <param name="widths">Words of a window; 3, 4 and 5 if null.</param>
    /// <param name="dropout">Probability that a feature is dropped in training.</param>
    /// <param name="maxNorm">The largest norm of a row of the last layer; null for any.</param>
    /// <exception cref="ShapeException">A size is below 1, or there is no width.</exception>
    /// <exception cref="NumericException">The dropout is no probability.</exception>
    public TextCnn(int words, int classes, int dimension = 300, int maps = 100, IReadOnlyList<int>? widths = null, double dropout = 0.5, double? maxNorm = 3)
    {
        widths ??= [3, 4, 5];
        if (widths.Count == 0)
            throw new ShapeException("TextCnn: there is at least one width of windows; got none.");
        _embedding = new Embedding(words, dimension, paddingIndex: 0);
        Init.Fill(_embedding.Weight, (shape, dtype, generator) => Init.Uniform(shape, -0.25, 0.25, dtype, generator));
        _embedding.Weight.Value.Detach().Slice(0, 0, 1).ZeroInPlace();
        _convolutions = [.. widths.Select(width => new Conv1d(dimension, maps, width, padding: width))];
        _dropout = new Dropout(dropout);
        _output = new Linear((long)maps * widths.Count, classes);
        if (maxNorm is { } bound)
            _output.Weight.Constraint = Constraint.MaxNorm(bound);
    }

    /// <inheritdoc/>
    public override int Words => (int)_embedding.Count;

    /// <inheritdoc/>
    public override int Classes => (int)_output.OutFeatures;

    /// <summary>Size of a word's vector.</summary>
    public int Dimension => (int)_embedding.Dimension;

    /// <summary>Features of each width.</summary>
    public int Maps => _convolutions[0].OutChannels;

    /// <summary>Words of a window.</summary>
    public IReadOnlyList<int> Widths => [.. _convolutions.Select(convolution => convolution.KernelSize)];

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        if (x.Rank != 2)
            throw new ShapeException($"TextCnn takes numbers of words [N, length]; got {x.Spec}. Fill shorter sentences up with 0.");
        Tensor vectors = _embedding.Call(x).Transpose(1, 2);
        Tensor[] features = [.. _convolutions.Select(convolution => convolution.Call(vectors).Max(2).Values.Relu())];
        return _output.Call(_dropout.Call(Tensor.Concatenate(features, 1)));
    }
}
