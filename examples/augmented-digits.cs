#:project ../src/Lamina.Training

// What augmentation is for: a network that has seen 500 pictures only, each as it is in every epoch, or each time turned, moved
// and stretched a little, and two laid over each other.
using Lamina;
using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.NN;
using Lamina.Training;

bool isShort = Environment.GetEnvironmentVariable("LAMINA_EXAMPLE") == "short";
bool hasData = MnistFiles.Mnist.Find() is not null;
(ArrayDataset train, ArrayDataset test) = hasData ? Mnist.Load() : Digits.Load();
PictureDataset few = PictureDataset.From(train.Take(500));
IDataset plain = few.ToTensors();
IDataset augmented = few
    .Augment(seed: 1, new RandomAffine(15, translate: (0.1, 0.1), scale: (0.85, 1.15), mode: InterpolationMode.Linear))
    .ToTensors()
    .Augment(seed: 1, new MixUp(classes: 10, alpha: 0.2));

double before = Accuracy("as they are", plain), after = Accuracy("augmented", augmented);
return isShort || after > before ? 0 : 1;

double Accuracy(string name, IDataset pictures)
{
    Generator.Default.Reset(3);
    Model model = new Sequential(
        new Conv2d(1, 16, 3, padding: 1), new Relu(), new MaxPool2d(2),
        new Conv2d(16, 32, 3, padding: 1), new Relu(), new MaxPool2d(2),
        new Flatten(), new Linear(32 * 49, 10)).Compile(new Adam(), Loss.CrossEntropy(), Metric.Accuracy);
    model.Fit(pictures, epochs: isShort ? 2 : 30, batchSize: 50, verbose: Verbosity.Silent);
    double accuracy = model.Evaluate(test.Take(isShort ? 500 : 5_000))["accuracy"];
    Console.WriteLine($"500 pictures, {name}: {100 * accuracy:0.0} % of others are recognized");
    return accuracy;
}
