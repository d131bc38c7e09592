using System.Globalization;
using Lamina.Formats;
using Lamina.Imaging;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>Writes an event file that TensorBoard reads: scalars, histograms, pictures, texts and a graph, for loops of one's own. <see cref="TensorBoardLog"/> does it in <c>Fit</c>.</summary>
/// <remarks>
/// As <c>torch.utils.tensorboard.SummaryWriter</c>. Show it with <c>tensorboard --logdir FOLDER</c>. What is written is in the file at the latest when <see cref="Flush"/>
/// returns. One thread at a time.
/// </remarks>
public sealed class TensorBoardWriter : IDisposable
{
    const string Prefix = "events.out.tfevents.";
    const long SessionStart = 1;

    static int _files;

    readonly RecordFile _file;

    /// <summary>Begins an event file in a folder, beside those that are there.</summary>
    /// <param name="folder">The folder of one run; made if it is missing.</param>
    /// <param name="purgeStep">
    /// Where a run that was broken off goes on: what the files that are there have at this step and later ones is shown no more, for it comes again. The files stay as they are. Null to purge nothing.
    /// </param>
    public TensorBoardWriter(string folder, long? purgeStep = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Directory.CreateDirectory(folder);

        // Readers take the files of a run in the order of their names: a later one must not come before an earlier, whatever the clock says.
        long seconds = Math.Max(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), FilesIn(folder).Max(file => SecondsOf(file)) + 1 ?? 0);
        Path = System.IO.Path.Combine(folder, string.Create(
            CultureInfo.InvariantCulture, $"{Prefix}{seconds:0000000000}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref _files)}"));
        _file = new RecordFile(Path);
        Write(new ProtobufMessage().Double(1, Now()).Text(3, "brain.Event:2"));
        if (purgeStep is { } step)
            Write(new ProtobufMessage().Double(1, Now()).Number(2, step).Nested(7, new ProtobufMessage().Number(1, SessionStart)));
        Flush();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes a number.</summary>
    /// <param name="tag">The curve, such as <c>loss</c>; a slash makes groups.</param>
    /// <param name="value">The number, written as float32.</param>
    /// <param name="step">The place along the curve.</param>
    public void Scalar(string tag, double value, long step) => Value(step, new ProtobufMessage().Text(1, tag).Single(2, (float)value));

    /// <summary>Writes how the values of a tensor are spread. NaN and infinite values are left out.</summary>
    /// <param name="tag">The name.</param>
    /// <param name="values">The values, of any shape.</param>
    /// <param name="step">The place in time.</param>
    /// <param name="buckets">How many parts of equal width.</param>
    public void Histogram(string tag, Tensor values, long step, int buckets = 64)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        Value(step, new ProtobufMessage().Text(1, tag).Nested(5, HistogramMessage.Of(values.Detach().ToArray<double>(), buckets)));
    }

    /// <summary>Writes a picture, as PNG.</summary>
    /// <param name="tag">The name.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="step">The place in time.</param>
    public void Picture(string tag, Picture picture, long step)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Value(step, new ProtobufMessage().Text(1, tag).Nested(
            4, new ProtobufMessage().Number(1, picture.Height).Number(2, picture.Width).Number(3, picture.Channels).Bytes(4, Png.Encode(picture))));
    }

    /// <summary>Writes pictures [N, C, H, W], floats from 0 to 1 or bytes, with 1, 3 or 4 channels, as <c>tag/0</c>, <c>tag/1</c> and so on.</summary>
    /// <inheritdoc cref="Picture(string, Imaging.Picture, long)"/>
    /// <param name="tag">The name.</param>
    /// <param name="pictures">The pictures.</param>
    /// <param name="step">The place in time.</param>
    /// <exception cref="ShapeException">The tensor is no batch of pictures.</exception>
    public void Pictures(string tag, Tensor pictures, long step)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Rank != 4 || pictures.Shape[1] is not (1 or 3 or 4))
            throw new ShapeException($"TensorBoardWriter.Pictures takes [N, C, H, W] with 1, 3 or 4 channels; got {pictures.Spec}.");
        int channels = (int)pictures.Shape[1], height = (int)pictures.Shape[2], width = (int)pictures.Shape[3], size = channels * height * width;
        double[] values = pictures.Detach().Permute(0, 2, 3, 1).ToArray<double>();
        double scale = pictures.DType.IsFloatingPoint() ? 255 : 1;
        for (int n = 0; n < pictures.Shape[0]; n++)
        {
            byte[] pixels = new byte[size];
            for (int i = 0; i < size; i++)
                pixels[i] = (byte)Math.Clamp(Math.Round(values[(n * size) + i] * scale), 0, 255);
            Picture(string.Create(CultureInfo.InvariantCulture, $"{tag}/{n}"), new Picture(width, height, channels, pixels), step);
        }
    }

    /// <summary>Writes a text, shown as Markdown.</summary>
    /// <param name="tag">The name.</param>
    /// <param name="text">The text.</param>
    /// <param name="step">The place in time.</param>
    public void Text(string tag, string text, long step)
    {
        const int StringType = 7;
        ProtobufMessage plugin = new ProtobufMessage().Nested(1, new ProtobufMessage().Text(1, "text"));
        ProtobufMessage tensor = new ProtobufMessage().Number(1, StringType).Nested(2, new ProtobufMessage().Nested(2, new ProtobufMessage().Number(1, 1))).Text(8, text);
        Value(step, new ProtobufMessage().Text(1, tag).Nested(9, plugin).Nested(8, tensor));
    }

    /// <summary>Writes the ops that a network does for an input, under the paths of its layers.</summary>
    /// <param name="network">The network, which runs once, in evaluation mode.</param>
    /// <param name="input">An input.</param>
    public void Graph(Module<Tensor, Tensor> network, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        Write(new ProtobufMessage().Double(1, Now()).Bytes(4, GraphMessage.Of(network, input).Written()));
    }

    /// <summary>Hands to the system what was written, for readers to see.</summary>
    public void Flush() => _file.Flush();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>The event files of a folder, there or not.</summary>
    internal static IEnumerable<string> FilesIn(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, Prefix + "*") : [];

    static long? SecondsOf(string file) =>
        long.TryParse(System.IO.Path.GetFileName(file)[Prefix.Length..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) ? seconds : null;

    void Value(long step, ProtobufMessage value) =>
        Write(new ProtobufMessage().Double(1, Now()).Number(2, step).Nested(5, new ProtobufMessage().Nested(1, value)));

    void Write(ProtobufMessage record) => _file.Write(record.Written().Span);

    static double Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
}
