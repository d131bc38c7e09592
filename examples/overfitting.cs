#:project ../src/Lamina.Plots
#:project ../src/Lamina.Training

// A thousand pictures and a quarter of a million weights: a network learns them by heart. What narrows the gap between what it knows of the
// pictures it was shown and of those it was not? A penalty on the weights, dropout, and pictures that never come twice alike.
using Lamina;
using Lamina.Data;
using Lamina.Keras;
using Lamina.NN;
using Lamina.Plots;
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
Plot plot = Charts.Curves(
    [.. runs.SelectMany(run => (Curve[])
    [
        new Curve($"{run.Name}, training", run.History["entropy"], LineStyle.Dashed, run.Name), new Curve($"{run.Name}, test", run.History["val_entropy"], group: run.Name),
    ])],
    yLabel: "cross-entropy", title: "What is learned by heart, and what is learned");
(plot.YAxis.Min, plot.YAxis.Max) = (0, 1);
plot.Save(file);
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
