#:project ../src/Lamina.Training

// A thousand pictures and a quarter of a million weights: a network learns them by heart. What narrows the gap between what it knows of the
// pictures it was shown and of those it was not? A penalty on the weights, dropout, and pictures that never come twice alike.
using System.Globalization;
using System.Text;
using Lamina;
using Lamina.Data;
using Lamina.Keras;
using Lamina.NN;
using Lamina.Training;

bool isShort = Environment.GetEnvironmentVariable("LAMINA_EXAMPLE") == "short";
bool hasData = MnistFiles.Mnist.Find() is not null;
(ArrayDataset train, ArrayDataset test) = hasData ? Mnist.Load() : Digits.Load();
(train, test) = (train.Take(isShort ? 300 : 1000), test.Take(isShort ? 500 : 10_000));
int epochs = isShort ? 4 : 40;

Run[] runs = [Train("none"), Train("L2", l2: 3e-3), Train("dropout", dropout: 0.5), Train("augmentation", shift: hasData ? 2 : 1)];

Console.WriteLine($"{train.Count} pictures of {train.Info.Name} to learn from, {test.Count} to be tested on, {epochs} epochs");
Console.WriteLine($"{"",-14}{"accuracy",19}{"gap",9}   {"cross-entropy",19}{"gap",9}");
Console.WriteLine($"{"",-14}{"training",10}{"test",9}{"",9}   {"training",10}{"test",9}");
foreach (Run run in runs)
{
    (double seen, double unseen) = (run.Train["accuracy"], run.Test["accuracy"]);
    Console.WriteLine($"{run.Name,-14}{seen,10:0.0 %}{unseen,9:0.0 %}{seen - unseen,9:0.0 %}   {run.Train["entropy"],10:0.000}{run.Test["entropy"],9:0.000}{run.Gap,9:0.000}");
}

string file = Path.Combine(Path.GetTempPath(), "overfitting.svg");
File.WriteAllText(file, Plot(runs));
Console.WriteLine($"The cross-entropy by epoch is drawn in {file}");

return isShort || runs.Skip(1).All(run => run.Gap < runs[0].Gap && run.Test["accuracy"] > 0.85) ? 0 : 1;

Run Train(string name, double l2 = 0, double dropout = 0, int shift = 0)
{
    Tensor.Seed(1);
    Regularizer? penalty = l2 > 0 ? Regularizer.L2(l2) : null;
    Model model = new Sequential(
        new Flatten(),
        new Dropout(0.4 * dropout),
        new Dense(256, Activation.Relu) { KernelRegularizer = penalty },
        new Dropout(dropout),
        new Dense(256, Activation.Relu) { KernelRegularizer = penalty },
        new Dropout(dropout),
        new Dense(10, Activation.Softmax) { KernelRegularizer = penalty }).Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(), Metric.Accuracy, new Entropy());
    History history = model.Fit(shift > 0 ? new Shifted(train, shift) : train, epochs, validationData: test.Take(2000), verbose: Verbosity.Silent);
    return new Run(name, history, model.Evaluate(train), model.Evaluate(test));
}

static string Plot(Run[] runs)
{
    const int Width = 640, Height = 400, Left = 50, Top = 20, Right = 150, Bottom = 40;
    const double Most = 1;
    string[] colours = ["#d62728", "#1f77b4", "#2ca02c", "#ff7f0e"];
    int epochs = runs[0].History["entropy"].Count;
    StringBuilder svg = new($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>""");
    for (double y = 0; y <= Most; y += 0.2)
        svg.Append(CultureInfo.InvariantCulture, $"""<path d="M{Left} {Y(y):0.#}H{Width - Right}" stroke="#ddd"/><text x="{Left - 8}" y="{Y(y) + 4:0.#}" text-anchor="end">{y:0.0}</text>""");
    svg.Append(CultureInfo.InvariantCulture, $"""<text x="{(Left + Width - Right) / 2}" y="{Height - 10}" text-anchor="middle">cross-entropy of the training pictures and of the others, epochs 1 to {epochs}</text>""");
    for (int i = 0; i < runs.Length; i++)
    {
        Line(runs[i].History["entropy"], colours[i], "4 3");
        Line(runs[i].History["val_entropy"], colours[i], "none");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Width - Right + 12}" y="{Top + 20 + (18 * i)}" fill="{colours[i]}">{runs[i].Name}</text>""");
    }

    return svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Width - Right + 12}" y="{Top + 110}">dashed: training</text><text x="{Width - Right + 12}" y="{Top + 128}">drawn through: test</text></svg>""").ToString();

    double Y(double value) => Top + ((Height - Top - Bottom) * (1 - (Math.Min(value, Most) / Most)));

    void Line(IReadOnlyList<double> values, string colour, string dashes) => svg.Append(CultureInfo.InvariantCulture,
        $"""<polyline fill="none" stroke="{colour}" stroke-dasharray="{dashes}" points="{string.Join(' ', values.Select((value, i) => string.Create(CultureInfo.InvariantCulture, $"{Left + ((Width - Left - Right) * i / Math.Max(1.0, epochs - 1)):0.#},{Y(value):0.#}")))}"/>""");
}

sealed record Run(string Name, History History, Evaluation Train, Evaluation Test)
{
    public double Gap => Test["entropy"] - Train["entropy"];
}

// The cross-entropy alone: the loss that a model tells has the penalty in it.
sealed class Entropy : Metric
{
    public override string Name => "entropy";

    protected override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) =>
        [Loss.SparseCategoricalCrossEntropy(prediction, target, reduction: Reduction.Sum), Tensor.Full([], target.Count)];

    protected override Tensor Result(IReadOnlyList<Tensor> state) => state[0] / state[1];
}

// Pictures [.., rows, columns], each moved by some pixels, anew whenever it is read.
sealed class Shifted(IDataset source, int most) : IDataset
{
    readonly Random _random = new(1);

    public long Count => source.Count;

    public DatasetInfo Info => source.Info;

    public Batch Read(ReadOnlySpan<long> indices)
    {
        Batch batch = source.Read(indices);
        Tensor[] pictures = new Tensor[batch.Count];
        for (int i = 0; i < pictures.Length; i++)
            pictures[i] = Move(Move(batch.Input[i], -1), -2);
        return new Batch(Tensor.Stack(pictures), batch.Target);
    }

    Tensor Move(Tensor picture, int axis)
    {
        int by = _random.Next(-most, most + 1);
        long size = picture.Shape[axis];
        Tensor kept = by < 0 ? picture.Slice(axis, -by) : picture.Slice(axis, 0, size - by);
        long[] room = [.. picture.Shape.ToArray()];
        room[picture.Rank + axis] = Math.Abs(by);
        Tensor empty = Tensor.Zeros([.. room], picture.DType);
        return by == 0 ? picture : Tensor.Concatenate(by < 0 ? [kept, empty] : [empty, kept], axis);
    }
}
