using Lamina.NN;

namespace Lamina.Models.Text;

/// <summary>
/// A recurrent network for texts: vectors of the words, an LSTM that reads them in both directions, of each unit the largest output over the text and their mean, dropout, and a
/// linear layer. Numbers of words [N, length], with 0 for padding on the right → logits [N, classes]. Keys: <c>embedding.weight</c>, <c>lstm.weight_ih_l0</c>,
/// <c>lstm.weight_ih_l0_reverse</c> …, <c>output.weight</c>, <c>output.bias</c>.
/// </summary>
/// <remarks>
/// Each direction reads a text up to its own end, so that how far it is filled up on the right changes nothing of it: beyond the end outputs are 0, which adds nothing to a mean,
/// and a largest output below 0 is taken for 0. A text without words has 0 everywhere, and gets the last layer's bias. Vectors start uniform in ±0.05, as Keras'; other weights as PyTorch's.
/// <b>Source:</b> Hochreiter and Schmidhuber, Long short-term memory (1997); Schuster and Paliwal, Bidirectional recurrent neural networks (1997); the largest over time: Collobert and others,
/// Natural language processing (almost) from scratch, arXiv:1103.0398 (2011); dropout of words: Iyyer and others, Deep unordered
/// composition rivals syntactic methods for text classification (2015).
/// </remarks>
public sealed class TextLstm : TextClassifier
{
    readonly Embedding _embedding;
    readonly Lstm _lstm;
    readonly Dropout1d _wordDropout;
    readonly Dropout _dropout;
    readonly Linear _output;

    /// <summary>Makes a network with random weights.</summary>
    /// <param name="words">How many numbers of words there are, the padding's among them.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="dimension">Size of a word's vector.</param>
    /// <param name="hidden">Units of the LSTM in one direction.</param>
    /// <param name="dropout">Probability that a number of a word's vector, or a feature of a text, is dropped in training.</param>
    /// <param name="wordDropout">Probability that a whole word is dropped in training: that rare words are not learnt by heart.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    /// <exception cref="NumericException">A dropout is no probability.</exception>
    public TextLstm(int words, int classes, int dimension = 128, int hidden = 64, double dropout = 0.5, double wordDropout = 0.3)
    {
        _embedding = new Embedding(words, dimension);
        Init.Fill(_embedding.Weight, (shape, dtype, generator) => Init.Uniform(shape, -0.05, 0.05, dtype, generator));
        _lstm = new Lstm(dimension, hidden, bidirectional: true);
        (_wordDropout, _dropout) = (new Dropout1d(wordDropout), new Dropout(dropout));
        _output = new Linear(4L * hidden, classes);
    }

    /// <inheritdoc/>
    public override int Words => (int)_embedding.Count;

    /// <inheritdoc/>
    public override int Classes => (int)_output.OutFeatures;

    /// <summary>Size of a word's vector.</summary>
    public int Dimension => (int)_embedding.Dimension;

    /// <summary>Units of the LSTM in one direction.</summary>
    public int Hidden => _lstm.HiddenSize;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 2)
            throw new ShapeException($"TextLstm takes numbers of words [N, length]; got {x.Spec}. Fill shorter texts up with 0.");
        Tensor lengths = x.NotEqualTo(0).To(DType.Int64).Sum(1);

        // Steps first, as the LSTM runs: numbers are turned at less cost than vectors.
        Tensor vectors = _dropout.Call(_wordDropout.Call(_embedding.Call(x.Transpose(0, 1)))), outputs = _lstm.Forward(vectors, lengths: lengths).Output;
        Tensor largest = outputs.Max(0).Values.Relu(), mean = outputs.Sum(0) / Tensor.Maximum(lengths.To(outputs.DType), 1).Unsqueeze(1);
        return _output.Call(_dropout.Call(Tensor.Concatenate([largest, mean], 1)));
    }
}
