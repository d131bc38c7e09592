#:project ../src/Lamina.Training

// Next month's passengers from the last twelve months: two LSTMs on top of one another. The last three years are held out.
using Lamina;
using Lamina.Data;
using Lamina.Keras;
using Lamina.NN;
using Lamina.Training;

const int Window = 12, HeldOut = 36;
bool isShort = Environment.GetEnvironmentVariable("LAMINA_EXAMPLE") == "short";
TimeSeries series = AirlinePassengers.Load(), known = series[..^HeldOut].Map(Math.Log);
double low = known.Values.Min(), high = known.Values.Max();
TimeSeries scaled = series.Map(x => (Math.Log(x) - low) / (high - low));
ArrayDataset train = scaled[..^HeldOut].Windows(Window), test = scaled[^(HeldOut + Window)..].Windows(Window);

Sequential network = new();
network.Add(new LSTM(50, returnSequences: true));
network.Add(new LSTM(50));
network.Add(new Dense(1));
Model model = network.Compile(new Adam(0.003), Loss.MeanSquaredError());
History history = model.Fit(train, epochs: isShort ? 100 : 200, batchSize: 16, verbose: Verbosity.Silent);
Console.WriteLine($"loss from {history["loss"][0]:0.0000} to {history["loss"][^1]:0.0000} in {history.Epochs.Count} epochs");

double[] predicted = [.. model.Predict(test).ToArray<float>().Select(x => Math.Exp(low + (x * (high - low))))];
double[] truth = [.. series.Values.TakeLast(HeldOut)], last = [.. series.Values.SkipLast(1).TakeLast(HeldOut)];
double error = Error(predicted), baseline = Error(last);
Console.WriteLine($"error over {HeldOut} held-out months: {error:0.0} thousand passengers; of repeating the last month: {baseline:0.0}");
return error < baseline ? 0 : 1;

double Error(double[] guess) => Math.Sqrt(guess.Zip(truth, (a, b) => (a - b) * (a - b)).Average());
