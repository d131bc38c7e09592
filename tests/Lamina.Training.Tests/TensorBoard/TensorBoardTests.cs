using System.Text;
using Lamina.Imaging;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

public class TensorBoardTests
{
    [Fact]
    public void The_reader_has_the_published_checksum() => Assert.Equal(0xE3069283u, EventReader.Crc(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void What_was_written_is_read_back()
    {
        using TemporaryFolder folder = new();
        using TensorBoardWriter writer = new(folder.File("run"));
        writer.Scalar("loss", 0.25, 7);
        writer.Histogram("weights", Tensor.From<float>([0, 1, 1, 4, float.NaN], [5]), 300, buckets: 4);
        writer.Pictures("digit", Tensor.From<float>([0, 1, 0.5f, 0.2f, 0, 0], [1, 1, 2, 3]), 1);
        writer.Text("note", "grün", 2);
        writer.Flush();
        Assert.Matches(@"^events\.out\.tfevents\.\d+\.", Path.GetFileName(writer.Path));
        Assert.Equal("brain.Event:2", EventReader.Text(EventReader.Records(writer.Path)[0], 3));

        List<(long Step, byte[] Value)> values = EventReader.Values(writer.Path);
        Assert.Equal([7, 300, 1, 2], values.Select(value => value.Step));
        Assert.Equal(["loss", "weights", "digit/0", "note"], values.Select(value => EventReader.Text(value.Value, 1)));
        Assert.Equal(0.25f, BitConverter.ToSingle(EventReader.One(values[0].Value, 2)));

        byte[] histogram = EventReader.One(values[1].Value, 5);
        Assert.Equal([0, 4, 4, 6, 18], Enumerable.Range(1, 5).Select(field => BitConverter.ToDouble(EventReader.One(histogram, field))));
        Assert.Equal([1, 2, 3, 4], EventReader.Doubles(EventReader.One(histogram, 6)));
        Assert.Equal([1, 2, 0, 1], EventReader.Doubles(EventReader.One(histogram, 7)));

        byte[] image = EventReader.One(values[2].Value, 4);
        Assert.Equal([2UL, 3, 1], EventReader.Fields(image).Take(3).Select(field => field.Number));
        Assert.Equal([0, 255, 128, 51, 0, 0], Png.Decode(EventReader.One(image, 4)).Pixels.ToArray());

        Assert.Equal("text", EventReader.Text(EventReader.One(EventReader.One(values[3].Value, 9), 1), 1));
        Assert.Equal("grün", EventReader.Text(EventReader.One(values[3].Value, 8), 8));
        Assert.Throws<ShapeException>(() => writer.Pictures("bad", Tensor.Zeros([2, 2]), 0));
    }

    [Fact]
    public void The_graph_has_the_ops_their_inputs_and_shapes()
    {
        using TemporaryFolder folder = new();
        Sequential network = Problems.Mlp();
        using TensorBoardWriter writer = new(folder.Path);
        writer.Graph(network, Tensor.Zeros([5, 2]));
        writer.Flush();
        byte[] graph = EventReader.One(EventReader.Records(writer.Path)[1], 4);
        Dictionary<string, byte[]> nodes = EventReader.Fields(graph).Where(field => field.Field == 1).ToDictionary(field => EventReader.Text(field.Bytes, 1), field => field.Bytes);
        Assert.Contains("input", nodes.Keys);
        Assert.Contains("0/weight", nodes.Keys);
        byte[] relu = nodes["1/relu"];
        Assert.Equal("relu", EventReader.Text(relu, 2));
        Assert.StartsWith("0/", EventReader.Text(relu, 3));
        byte[] attribute = EventReader.One(relu, 5);
        Assert.Equal("_output_shapes", EventReader.Text(attribute, 1));
        byte[] shape = EventReader.One(EventReader.One(EventReader.One(attribute, 2), 1), 7);
        Assert.Equal([5UL, 16], EventReader.Fields(shape).Select(dim => EventReader.Fields(dim.Bytes)[0].Number));

        // Every input is a node.
        Assert.All(nodes.Values.SelectMany(node => EventReader.Fields(node).Where(field => field.Field == 3)), input => Assert.Contains(Encoding.UTF8.GetString(input.Bytes), nodes.Keys));
    }

    [Fact]
    public void A_training_is_logged()
    {
        using TemporaryFolder folder = new();
        Model model = Problems.Mlp().Compile(new Sgd(0.05), Loss.CrossEntropy(), Metric.Accuracy);
        History history = model.Fit(
            Problems.CloudSet(), epochs: 2, batchSize: 100, validationData: Problems.CloudSet(seed: 4), callbacks: [new TensorBoardLog(folder.Path, histograms: 2, steps: 2)], verbose: Verbosity.Silent);
        string train = Assert.Single(Directory.GetFiles(folder.File("train"))), validation = Assert.Single(Directory.GetFiles(folder.File("validation")));
        List<(long Step, byte[] Value)> values = EventReader.Values(train);
        Assert.Equal([2, 4, 6], values.Where(value => EventReader.Text(value.Value, 1) == "batch_loss").Select(value => value.Step));
        Assert.Equal(history["loss"].Select(loss => (float)loss), Scalars(values, "epoch_loss"));
        Assert.Equal(history["val_accuracy"].Select(value => (float)value), Scalars(EventReader.Values(validation), "epoch_accuracy"));
        Assert.Equal([2L], values.Where(value => EventReader.Text(value.Value, 1) == "0/weight").Select(value => value.Step));
        Assert.Equal([2L], values.Where(value => EventReader.Text(value.Value, 1) == "0/weight/gradient").Select(value => value.Step));
        Assert.Contains(EventReader.Records(train), record => EventReader.Fields(record).Any(field => field.Field == 4));
    }

    [Fact]
    public void A_training_that_goes_on_writes_further_files_and_every_step_is_there()
    {
        using TemporaryFolder folder = new();
        Train(whole: true, folder.File("whole"), stopAt: 0);
        Train(whole: false, folder.File("parts"), stopAt: 8);
        string[] first = Files("parts", "train");
        byte[] before = File.ReadAllBytes(Assert.Single(first));
        Train(whole: false, folder.File("parts"), stopAt: 14);
        Train(whole: false, folder.File("parts"), stopAt: 0);
        string[] all = Files("parts", "train");
        Assert.Equal(3, all.Length);
        Assert.Equal(first[0], all[0]);
        Assert.Equal(before, File.ReadAllBytes(all[0]));

        // The network is shown once; each further file says from which step on it counts, and begins there.
        Assert.Equal([1, 0, 0], all.Select(file => EventReader.Records(file).Count(record => EventReader.Fields(record).Any(field => field.Field == 4))));
        Assert.Equal([[], [9L], [15L]], all.Select(Starts));
        Assert.Equal([[], [2L], [3L]], Files("parts", "validation").Select(Starts));
        foreach ((string part, string tag) in ((string, string)[])[("train", "batch_loss"), ("train", "epoch_loss"), ("train", "epoch_learning_rate"), ("validation", "epoch_loss")])
            Assert.Equal(Curve("whole", part, tag), Curve("parts", part, tag));
        Assert.Equal(18, Curve("parts", "train", "batch_loss").Count());

        string[] Files(string run, string part) => [.. Directory.GetFiles(Path.Combine(folder.File(run), part)).Order(StringComparer.Ordinal)];

        IEnumerable<(long, float)> Curve(string run, string part, string tag) => Files(run, part).SelectMany(EventReader.Values)
            .Where(value => EventReader.Text(value.Value, 1) == tag).Select(value => (value.Step, BitConverter.ToSingle(EventReader.One(value.Value, 2))));
    }

    // Cut off without an end, as a killed process: what was not handed to the system is lost.
    [Fact]
    public void What_was_trained_before_a_checkpoint_is_in_the_file_when_the_checkpoint_is()
    {
        using TemporaryFolder folder = new();
        List<int> seen = [];
        LambdaCallback look = new(beforeBatch: _ => seen.Add(EventReader.Values(Assert.Single(Directory.GetFiles(folder.File("train")))).Count(value => EventReader.Text(value.Value, 1) == "batch_loss")));
        Make().Fit(
            Problems.CloudSet(), epochs: 1, batchSize: 100, callbacks: [new TensorBoardLog(folder.Path, steps: 1), new BackupAndRestore(folder.File("backup"), TimeSpan.Zero), look], verbose: Verbosity.Silent);
        Assert.Equal([0, 1, 2], seen);
    }

    [Fact]
    public void Files_of_a_folder_are_in_the_order_in_which_they_were_begun()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("events.out.tfevents.9000000000.other.1.1"), "");
        List<string> made = [];
        for (int i = 0; i < 12; i++)
        {
            using TensorBoardWriter writer = new(folder.Path, purgeStep: i);
            made.Add(writer.Path);
        }

        Assert.Equal(made, made.Order(StringComparer.Ordinal));
        Assert.True(string.CompareOrdinal(folder.File("events.out.tfevents.9000000000.other.1.1"), made[0]) < 0);
        Assert.Equal(Enumerable.Range(0, 12).Select(step => (long)step), made.SelectMany(Starts));
    }

    static Model Make() => Problems.Mlp().Compile(new Sgd(0.05), Loss.CrossEntropy(), Metric.Accuracy);

    // Three epochs of six steps, or as far as one of them.
    static void Train(bool whole, string path, int stopAt)
    {
        using CancellationTokenSource stop = new();
        LambdaCallback until = new(afterBatch: context =>
        {
            if (context.Step == stopAt)
                stop.Cancel();
        });
        Callback[] callbacks = [new TensorBoardLog(path, steps: 1), until];
        Make().Fit(
            Problems.CloudSet(), epochs: 3, batchSize: 50, validationData: Problems.CloudSet(seed: 4), callbacks: whole ? callbacks : [.. callbacks, new BackupAndRestore(path + ".backup")],
            verbose: Verbosity.Silent, cancellationToken: stop.Token);
    }

    // The steps from which on a file counts.
    static IEnumerable<long> Starts(string file) =>
        from record in EventReader.Records(file)
        let fields = EventReader.Fields(record)
        where fields.Any(field => field.Field == 7 && EventReader.Fields(field.Bytes) is [(1, 1, _)])
        select (long)fields.SingleOrDefault(field => field.Field == 2).Number;

    static IEnumerable<float> Scalars(List<(long Step, byte[] Value)> values, string tag) =>
        values.Where(value => EventReader.Text(value.Value, 1) == tag).Select(value => BitConverter.ToSingle(EventReader.One(value.Value, 2)));
}
