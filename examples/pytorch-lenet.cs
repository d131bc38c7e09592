#:project ../src/Lamina.Training

// A network as a class, trained by a loop of one's own. First one step on a random batch, with the network's own guesses as
// labels; then handwritten digits.
using Lamina;
using Lamina.Data;
using Lamina.NN;

bool isShort = Environment.GetEnvironmentVariable("LAMINA_EXAMPLE") == "short";
bool hasData = MnistFiles.Mnist.Find() is not null;
LeNet net = new();
Sgd optimizer = new(net.Parameters(), learningRate: 0.001, momentum: 0.9);

Tensor batch = Tensor.Randn([32, 1, 28, 28]), guesses = net.Forward(batch).ArgMax(1);
double before = Step(batch, guesses), after = Loss.CrossEntropy(net.Forward(batch), guesses).ToDouble();
Console.WriteLine($"one step on a random batch: loss {before:0.00000} → {after:0.00000}");

(ArrayDataset train, ArrayDataset test) = hasData ? Mnist.Load() : Digits.Load();
if (isShort)
    (train, test) = (train.Take(10_000), test.Take(2_000));
optimizer.LearningRate = 0.01;
for (int epoch = 1; epoch <= (isShort ? 1 : 2); epoch++)
{
    double running = 0;
    int steps = 0;
    foreach ((Tensor images, Tensor labels) in new DataLoader(train, batchSize: 32, shuffle: true, seed: epoch))
    {
        running += Step(images, labels);
        if (++steps % 500 == 0)
            Console.WriteLine($"[{epoch}, {steps,5}] loss: {running / steps:0.000}");
    }
}

net.Eval();
long correct = 0;
using (Gradients.Off())
{
    foreach ((Tensor images, Tensor labels) in new DataLoader(test, batchSize: 100))
        correct += net.Forward(images).ArgMax(1).EqualTo(labels).Sum().ToInt64();
}

Console.WriteLine($"Accuracy of the network on the {test.Count} test images: {100.0 * correct / test.Count:0.00} %");
return after < before && correct > (isShort ? 0.80 : 0.97) * test.Count ? 0 : 1;

double Step(Tensor images, Tensor labels)
{
    optimizer.ZeroGrad();
    Tensor loss = Loss.CrossEntropy(net.Forward(images), labels);
    loss.Backward();
    optimizer.Step();
    return loss.ToDouble();
}

sealed class LeNet : Module<Tensor, Tensor>
{
    readonly Conv2d conv1 = new(1, 6, 5, padding: 2), conv2 = new(6, 16, 5);
    readonly Linear fc1 = new(400, 120), fc2 = new(120, 84), fc3 = new(84, 10);

    public override Tensor Forward(Tensor x)           // [N, 1, 28, 28] → [N, 10]
    {
        x = conv1.Forward(x).Relu().MaxPool2d(2);      // [N, 6, 14, 14]
        x = conv2.Forward(x).Relu().MaxPool2d(2);      // [N, 16, 5, 5]
        x = fc1.Forward(x.Flatten(1)).Relu();
        return fc3.Forward(fc2.Forward(x).Relu());
    }
}
