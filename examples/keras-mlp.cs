#:project ../src/Lamina.Training

// The first network of every tutorial: two layers of 64 and ten probabilities, for handwritten digits.
using Lamina.Data;
using Lamina.Keras;
using Lamina.NN;
using Lamina.Training;

bool isShort = Environment.GetEnvironmentVariable("LAMINA_EXAMPLE") == "short";
bool hasData = MnistFiles.Mnist.Find() is not null;
(ArrayDataset train, ArrayDataset test) = hasData ? Mnist.Load() : Digits.Load();
if (isShort)
    (train, test) = (train.Take(10_000), test.Take(2_000));

Model model = new Sequential(
    new Flatten(),
    new Dense(64, Activation.Relu),
    new Dense(64, Activation.Relu),
    new Dense(10, Activation.Softmax)).Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(), Metric.Accuracy);

model.Fit(train, epochs: isShort ? 2 : 5);
Evaluation result = model.Evaluate(test);
Console.WriteLine(result);
return result["accuracy"] > (isShort ? 0.85 : 0.96) ? 0 : 1;
