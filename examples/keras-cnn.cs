#:project ../src/Lamina.Training

// A convolution of 32 filters, pooling and a layer of 128 with one-hot labels.
using Lamina.Data;
using Lamina.Keras;
using Lamina.NN;
using Lamina.Training;

bool isShort = Environment.GetEnvironmentVariable("LAMINA_EXAMPLE") == "short";
bool hasData = MnistFiles.Mnist.Find() is not null;
(ArrayDataset train, ArrayDataset test) = hasData ? Mnist.Load() : Digits.Load();
if (isShort)
    (train, test) = (train.Take(5_000), test.Take(1_000));

Model model = new Sequential(
    new Conv2D(32, kernelSize: 3, Activation.Relu, inputShape: [28, 28, 1]),
    new MaxPooling2D(2),
    new Flatten(),
    new Dense(128, Activation.Relu),
    new Dense(10, Activation.Softmax)).Compile(new Adam(), Loss.CategoricalCrossEntropy(), Metric.Accuracy);
Console.WriteLine(model.Summary());

model.Fit(train.OneHot(), epochs: isShort ? 2 : 10, batchSize: 64, validationSplit: 0.1);
Evaluation result = model.Evaluate(test.OneHot());
Console.WriteLine(result);
return result["accuracy"] > (isShort ? 0.85 : 0.98) ? 0 : 1;
