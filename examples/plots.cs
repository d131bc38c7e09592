#:project ../src/Lamina.Data
#:project ../src/Lamina.Plots

// Every kind of figure that Lamina.Plots draws, as PNG and SVG, in the folder that is given or a temporary one.
using Lamina;
using Lamina.Data;
using Lamina.Plots;

bool isShort = Environment.GetEnvironmentVariable("LAMINA_EXAMPLE") == "short";
string folder = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "lamina-plots");
Directory.CreateDirectory(folder);
Random random = new(1);

// What a training may look like: two runs, noise on a falling curve.
double[] Falling(double speed, double floor) => [.. Enumerable.Range(0, 60).Select(i => floor + (2.2 * Math.Exp(-speed * i)) + (0.06 * random.NextDouble()))];
Plot curves = Charts.Curves(
    [
        new Curve("small, training", Falling(0.09, 0.12), LineStyle.Dashed, "small"), new Curve("small, validation", Falling(0.08, 0.25), group: "small"),
        new Curve("large, training", Falling(0.16, 0.02), LineStyle.Dashed, "large"), new Curve("large, validation", Falling(0.14, 0.18), group: "large"),
    ],
    title: "Two runs of digits-mlp", smoothing: 0.6);
Save(curves, "curves");
curves.YAxis.Scale = AxisScale.Logarithmic;
Save(curves, "curves-logarithmic");

// Decisions: scores of two classes that overlap.
bool[] truth = [.. Enumerable.Range(0, 600).Select(i => i % 3 == 0)];
double[] scores = [.. truth.Select(isTrue => 1 / (1 + Math.Exp(-((isTrue ? 1.2 : -1.2) + Gaussian()))))];
Save(Charts.Roc(scores, truth), "roc");
Save(Charts.PrecisionRecall(scores, truth), "precision-recall");
Save(Charts.Calibration(scores, truth), "calibration");
Save(Charts.Histogram(scores, xLabel: "predicted probability", title: "Scores"), "histogram");

// Ten classes, most of them told apart.
int[] classes = [.. Enumerable.Range(0, 1000).Select(i => i % 10)];
int[] guesses = [.. classes.Select(number => random.NextDouble() < 0.85 ? number : random.Next(10))];
Save(Charts.ConfusionMatrix(guesses, classes), "confusion");
Plot bars = new Plot("Examples of each class", yLabel: "examples").Bars(null, [120, 80, 45, 190, 66]);
bars.XAxis.Categories = ["trousers", "coat", "sandal", "ankle boot", "bag"];
Save(bars, "bars");

// Pictures of digits, and where they lie when only two numbers are left of each.
(ArrayDataset digits, _) = Digits.Load();
long[] first = [.. Enumerable.Range(0, isShort ? 60 : 300)];
Batch batch = digits.Read(first);
int[] labels = [.. batch.Target.To(DType.Int32).ToArray<int>()];
Save(Charts.Samples(batch.Input.Slice(0, 0, 24), [.. labels.Take(24).Select((label, i) => i % 7 == 3 ? (label + 1) % 10 : label)], labels.Take(24).ToArray(), title: "Samples"), "samples");
Tensor points = batch.Input.Reshape(first.Length, batch.Input.Count / first.Length);
Save(Charts.Embedding(PrincipalComponents.Project(points), labels, title: "Digits by principal components"), "pca");
Save(Charts.Embedding(Tsne.Project(points, steps: isShort ? 300 : 1000), labels, title: "Digits by t-SNE"), "tsne");
Tensor.Seed(1);
Save(Charts.Filters(Tensor.Randn([32, 1, 5, 5])), "filters");
Save(
    new GraphDrawing(
        [("input", "[1, 28, 28]"), ("conv1: Conv2d(1, 32, 3)", "[32, 28, 28]"), ("relu", ""), ("conv2: Conv2d(32, 32, 3)", "[32, 28, 28]"), ("add", "[32, 28, 28]"), ("head: Linear(25088, 10)", "[10]")],
        [(0, 1), (1, 2), (2, 3), (3, 4), (1, 4), (4, 5)], "A residual block"),
    "graph");
Console.WriteLine($"{Directory.GetFiles(folder, "*.svg").Length} figures were drawn in {folder}");
return 0;

void Save(Figure figure, string name)
{
    figure.Save(Path.Combine(folder, name + ".svg"));
    figure.Save(Path.Combine(folder, name + ".png"));
}

double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
