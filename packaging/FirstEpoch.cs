// What the package test puts into a fresh console project: a network of two layers learns to tell apart three spirals.
// It prints the moment its first epoch ended, in milliseconds since 1970, and ends with 0 if it learned.
using Lamina;

const int Classes = 3, PerClass = 100, Hidden = 32;
Random random = new(1);
float[] points = new float[Classes * PerClass * 2], answers = new float[Classes * PerClass * Classes];
for (int i = 0; i < Classes * PerClass; i++)
{
    int label = i % Classes;
    double radius = (i / Classes + 1.0) / PerClass, angle = label * 2.1 + 3 * radius + 0.1 * random.NextDouble();
    points[2 * i] = (float)(radius * Math.Sin(angle));
    points[2 * i + 1] = (float)(radius * Math.Cos(angle));
    answers[i * Classes + label] = 1;
}

Tensor x = Tensor.From<float>(points, [Classes * PerClass, 2]), y = Tensor.From<float>(answers, [Classes * PerClass, Classes]);
Tensor w1 = Weights(2, Hidden), b1 = Tensor.Zeros([Hidden]).RequireGrad();
Tensor w2 = Weights(Hidden, Classes), b2 = Tensor.Zeros([Classes]).RequireGrad();
double first = 0, last = 0;
for (int epoch = 1; epoch <= 300; epoch++)
{
    Tensor loss = ((x.MatMul(w1) + b1).Relu().MatMul(w2) + b2 - y).Square().Mean();
    loss.Backward();
    using (Gradients.Off())
    {
        foreach (Tensor parameter in (Tensor[])[w1, b1, w2, b2])
        {
            parameter.SubtractInPlace(0.5 * parameter.Grad!);
            parameter.Grad = null;
        }
    }

    last = loss.ToDouble();
    if (epoch == 1)
    {
        first = last;
        Console.WriteLine($"first epoch at {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}");
    }
}

Console.WriteLine($"loss {first:0.000} -> {last:0.000}");
return last < first / 3 ? 0 : 1;

Tensor Weights(int rows, int columns)
{
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.Length; i++)
        values[i] = (float)((2 * random.NextDouble() - 1) * Math.Sqrt(3.0 / rows));
    return Tensor.From<float>(values, [rows, columns]).RequireGrad();
}
