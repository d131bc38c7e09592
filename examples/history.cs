#:project ../src/Lamina

// Four steps of history: McCulloch and Pitts' gates (1943), Rosenblatt's learning rule (1958), its failure on XOR
// (Minsky and Papert, 1969), and backpropagation through two layers, which solves it (Rumelhart, Hinton, Williams, 1986).
using Lamina;

Tensor inputs = Tensor.From([[0f, 0f], [0f, 1f], [1f, 0f], [1f, 1f]]);
Tensor and = Tensor.From(0f, 0f, 0f, 1f), or = Tensor.From(0f, 1f, 1f, 1f), xor = Tensor.From(0f, 1f, 1f, 0f);

Console.WriteLine("McCulloch–Pitts: a neuron fires when enough of its inputs do");
Show("AND", Fires(inputs, Tensor.From(1f, 1f), 2));
Show("OR", Fires(inputs, Tensor.From(1f, 1f), 1));
Show("NAND", Fires(inputs, Tensor.From(-1f, -1f), -1));

Console.WriteLine("Rosenblatt's rule: move the weights by the error times the input");
bool learnt = Rosenblatt("AND", and) & Rosenblatt("OR", or) & !Rosenblatt("XOR", xor);

Console.WriteLine("Two layers and backpropagation on XOR");
Tensor.Seed(4);
Tensor w1 = Tensor.Randn([2, 4]).RequireGrad(), b1 = Tensor.Zeros([4]).RequireGrad();
Tensor w2 = Tensor.Randn([4]).RequireGrad(), b2 = Tensor.Zeros([]).RequireGrad();
Tensor[] parameters = [w1, b1, w2, b2];
Tensor Answer() => ((inputs.MatMul(w1) + b1).Tanh().MatMul(w2) + b2).Sigmoid();
for (int step = 0; step <= 2000; step++)
{
    Tensor loss = (Answer() - xor).Square().Mean();
    Tensor[] gradients = loss.Gradients(parameters);
    using (Gradients.Off())
    {
        for (int i = 0; i < parameters.Length; i++)
            parameters[i].SubtractInPlace(2.0 * gradients[i]);
    }

    if (step % 500 == 0)
        Console.WriteLine($"  step {step,4}   loss {loss.ToDouble():0.0000}");
}

float[] answers = Answer().ToArray<float>();
Show("XOR", answers);
bool solved = answers.Zip(xor.ToArray<float>()).All(pair => Math.Abs(pair.First - pair.Second) < 0.5);
return learnt && solved ? 0 : 1;

static float[] Fires(Tensor inputs, Tensor weights, double threshold) => (inputs.MatMul(weights) >= threshold).ToArray<float>();

bool Rosenblatt(string name, Tensor target)
{
    Tensor w = Tensor.Zeros([2]), b = Tensor.Zeros([]);
    for (int epoch = 1; epoch <= 100; epoch++)
    {
        double errors = 0;
        for (int i = 0; i < 4; i++)
        {
            Tensor error = target[i] - (inputs[i].MatMul(w) + b >= 0).To(DType.Float32);
            w.AddInPlace(error * inputs[i]);
            b.AddInPlace(error);
            errors += Math.Abs(error.ToDouble());
        }

        if (errors == 0)
        {
            Console.WriteLine($"  {name}: converged in epoch {epoch}, w = ({w[0].ToSingle()}, {w[1].ToSingle()}), b = {b.ToSingle()}");
            return true;
        }
    }

    Console.WriteLine($"  {name}: still wrong after 100 epochs; no line separates it");
    return false;
}

static void Show(string name, float[] outputs) => Console.WriteLine($"  {name,-4} {string.Join(" ", outputs.Select(v => v.ToString("0.##")))}");
