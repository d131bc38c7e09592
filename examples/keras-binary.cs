#:project ../src/Lamina.Training

// Benign or malignant: ten neurons, ten more and one, on nine scores of cells.
using Lamina.Data;
using Lamina.Keras;
using Lamina.NN;
using Lamina.Training;

bool isShort = Environment.GetEnvironmentVariable("LAMINA_EXAMPLE") == "short";
(ArrayDataset train, ArrayDataset test) = BreastCancer.Load().Split(heldOut: 0.3, seed: 0);

Sequential network = new();
network.Add(new Dense(10, Activation.Relu, inputShape: [9]));
network.Add(new Dense(10, Activation.Relu));
network.Add(new Dense(1, Activation.Sigmoid));
Model model = network.Compile(new Adam(), Loss.BinaryCrossEntropy(), Metric.Accuracy);
Console.WriteLine(model.Summary());

History history = model.Fit(train, epochs: isShort ? 50 : 100, batchSize: 10, verbose: Verbosity.Silent);
Console.WriteLine($"loss from {history["loss"][0]:0.000} to {history["loss"][^1]:0.000} in {history.Epochs.Count} epochs");
Evaluation result = model.Evaluate(test);
Console.WriteLine($"held out: {result}");
return result["accuracy"] >= 0.95 ? 0 : 1;
