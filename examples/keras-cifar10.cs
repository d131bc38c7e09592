#:project ../src/Lamina.Training

// Convolutions, pooling and dense layers on coloured pictures of ten things.
using Lamina.Data;
using Lamina.Keras;
using Lamina.NN;
using Lamina.Training;

bool isShort = Environment.GetEnvironmentVariable("LAMINA_EXAMPLE") == "short";
if (Cifar10.Entry.Find() is null)
{
    Console.WriteLine("CIFAR-10 is not on this machine, so there is nothing to train on: `lamina datasets download cifar10` fetches it.");
    return 0;
}

(ArrayDataset train, ArrayDataset test) = Cifar10.Load();
if (isShort)
    (train, test) = (train.Take(2_000), test.Take(500));

Model model = new Sequential(
    new Conv2D(32, kernelSize: 3, Activation.Relu, inputShape: [32, 32, 3]),
    new MaxPooling2D(2),
    new Conv2D(64, kernelSize: 3, Activation.Relu),
    new MaxPooling2D(2),
    new Conv2D(64, kernelSize: 3, Activation.Relu),
    new Flatten(),
    new Dense(64, Activation.Relu),
    new Dense(10)).Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Metric.Accuracy);
Console.WriteLine(model.Summary());

model.Fit(train, epochs: isShort ? 2 : 12, batchSize: 64, validationSplit: 0.1);
Evaluation result = model.Evaluate(test);
Console.WriteLine(result);

// Ten classes: who guesses is right in a tenth of the cases.
return result["accuracy"] > (isShort ? 0.2 : 0.55) ? 0 : 1;
