#:project ../src/Lamina.Training

// Next month's passengers from the growth of the last twelve months: two LSTMs on top of one another. Three years are held out.
using Lamina.Data;
using Lamina.Keras;
using Lamina.NN;
using Lamina.Training;

const int Window = 12, HeldOut = 36;
bool isShort = Environment.GetEnvironmentVariable("LAMINA_EXAMPLE") == "short";
TimeSeries months = AirlinePassengers.Load();
TimeSeries growth = new("growth", [.. months.Values.Zip(months.Values.Skip(1), (a, b) => 10 * Math.Log(b / a))]);
ArrayDataset train = growth[..^HeldOut].Windows(Window), test = growth[^(HeldOut + Window)..].Windows(Window);

Sequential network = new();
network.Add(new LSTM(50, returnSequences: true));
network.Add(new LSTM(50));
network.Add(new Dense(1));
Model model = network.Compile(new Adam(0.005), Loss.MeanSquaredError());
History history = model.Fit(train, epochs: isShort ? 60 : 100, batchSize: 16, verbose: Verbosity.Silent);
Console.WriteLine($"loss from {history["loss"][0]:0.000} to {history["loss"][^1]:0.000} in {history.Epochs.Count} epochs");

double[] truth = [.. months.Values.TakeLast(HeldOut)], before = [.. months.Values.SkipLast(1).TakeLast(HeldOut)];
double[] predicted = [.. before.Zip(model.Predict(test).ToArray<float>(), (x, g) => x * Math.Exp(g / 10))];
Console.WriteLine($"error over {HeldOut} held-out months: {Error(predicted):0.0} thousand passengers; of repeating the last month: {Error(before):0.0}");
return Error(predicted) < Error(before) ? 0 : 1;

double Error(double[] guess) => Math.Sqrt(guess.Zip(truth, (a, b) => (a - b) * (a - b)).Average());
