using Lamina.Models.Text;

namespace Lamina.Pipelines;

/// <summary>The networks of <see cref="TextClassification"/>: how each is described, and how it is built again.</summary>
static class TextNetworks
{
    const string Cnn = "text-cnn", Lstm = "text-lstm";

    const int MostSize = 4096;

    /// <summary>Writes into a description which network it is, and its sizes.</summary>
    /// <param name="file">The description.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="PipelineException">It is none of those that can be read again.</exception>
    public static void Describe(PipelineFile file, TextClassifier network)
    {
        file.Set("rows", network.Words);
        switch (network)
        {
            case TextCnn cnn:
                file.Set("network", Cnn);
                file.Set("dimension", cnn.Dimension);
                file.Set("maps", cnn.Maps);
                file.Set("widths", cnn.Widths.Select(width => (double)width));
                break;
            case TextLstm lstm:
                file.Set("network", Lstm);
                file.Set("dimension", lstm.Dimension);
                file.Set("hidden", lstm.Hidden);
                break;
            default:
                throw new PipelineException($"A network of the type {network.GetType().Name} cannot be kept in a pipeline; {nameof(TextCnn)} and {nameof(TextLstm)} can.");
        }
    }

    /// <summary>Builds the network that a description is of, with new weights.</summary>
    /// <param name="file">The description; it is not trusted.</param>
    /// <param name="rows">How many numbers of words there are.</param>
    /// <param name="classes">Number of classes.</param>
    public static TextClassifier Read(PipelineFile file, int rows, int classes)
    {
        string kind = file.Text("network", most: 100);
        if (kind is not (Cnn or Lstm))
            throw file.Fault("network", $"{Cnn} or {Lstm}");
        long dimension = file.Int("dimension", 1, MostSize);
        return kind == Cnn ? ReadCnn() : ReadLstm();

        TextCnn ReadCnn()
        {
            int maps = file.Int("maps", 1, MostSize);
            int[] widths = [.. file.Reals("widths", 16).Select(width => width is >= 1 and <= 64 && width == Math.Truncate(width) ? (int)width : throw file.Fault("widths", "whole numbers from 1 to 64"))];
            if (widths.Length == 0)
                throw file.Fault("widths", "whole numbers from 1 to 64");
            Check((long)maps * ((widths.Sum() * dimension) + (widths.Length * (long)classes)));
            return new TextCnn(rows, classes, (int)dimension, maps, widths);
        }

        TextLstm ReadLstm()
        {
            long hidden = file.Int("hidden", 1, MostSize);
            Check((8 * hidden * (dimension + hidden)) + (4 * hidden * classes));
            return new TextLstm(rows, classes, (int)dimension, (int)hidden);
        }

        // The table of words, and what comes behind it.
        void Check(long rest)
        {
            file.CheckWeights("dimension", (rows * dimension) + rest);
        }
    }
}
