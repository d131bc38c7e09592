#:project ../src/Lamina

// Gradient descent from scratch, with tensors and gradients alone: first one neuron that finds the line behind noisy
// points, then a network of two layers that bends to a sine. Both stop when the loss no longer falls by a tolerance.
using Lamina;

const double Tolerance = 1e-7;

Console.WriteLine("One neuron: y = 2·x₁ − x₂ + ½·x₃ + 3, with noise");
Tensor x = Tensor.Randn([256, 3]);
Tensor y = x.MatMul(Tensor.From([[2f], [-1f], [0.5f]])) + 3f + 0.01 * Tensor.Randn([256, 1]);
Tensor w = Tensor.Zeros([3, 1]).RequireGrad(), b = Tensor.Zeros([1]).RequireGrad();

Descend(() => (x.MatMul(w) + b - y).Square().Mean(), 0.1, w, b);
Console.WriteLine($"  w = {string.Join(", ", w.ToArray<float>().Select(v => v.ToString("0.000")))}   b = {b.ToSingle():0.000}");

Console.WriteLine("Two layers: y = sin 3x");
Tensor angles = Tensor.Linspace(-1, 1, 128).Reshape(128, 1), sine = (angles * 3).Sin();
Tensor w1 = (2 * Tensor.Randn([1, 32])).RequireGrad(), b1 = Tensor.Randn([32]).RequireGrad();
Tensor w2 = (Tensor.Randn([32, 1]) / 6).RequireGrad(), b2 = Tensor.Zeros([1]).RequireGrad();

double loss = Descend(() => ((angles.MatMul(w1) + b1).Tanh().MatMul(w2) + b2 - sine).Square().Mean(), 0.1, w1, b1, w2, b2);
return loss < 0.01 ? 0 : 1;

// Steps against the gradient until a step gains less than the tolerance.
static double Descend(Func<Tensor> loss, double rate, params Tensor[] parameters)
{
    double before = double.PositiveInfinity;
    for (int step = 0; ; step++)
    {
        Tensor now = loss();
        Tensor[] gradients = now.Gradients(parameters);
        using (Gradients.Off())
        {
            for (int i = 0; i < parameters.Length; i++)
                parameters[i].SubtractInPlace(rate * gradients[i]);
        }

        double value = now.ToDouble();
        bool done = before - value < Tolerance || step == 20_000;
        if (done || step % 1000 == 0)
            Console.WriteLine($"  step {step,5}   loss {value:0.000000}");
        if (done)
            return value;
        before = value;
    }
}
