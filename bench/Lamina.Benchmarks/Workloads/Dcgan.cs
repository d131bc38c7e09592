using Lamina.Models.Generative;
using Lamina.NN;

namespace Lamina.Benchmarks.Workloads;

/// <summary>
/// Generator and discriminator on 28×28 pictures. A training step is one of both: the discriminator on real and on made pictures, then
/// the generator on the discriminator's word; Adam. A prediction is the generator's.
/// </summary>
sealed class Dcgan : Workload
{
    const int Noise = 64;

    public override string Name => "dcgan";

    public override int Batch => 64;

    public override StepTask Train(int batch)
    {
        Tensor.Seed(1);
        DcganGenerator generator = new(Noise);
        DcganDiscriminator discriminator = new();
        Adam ofGenerator = Optimizer(generator), ofDiscriminator = Optimizer(discriminator);
        Tensor real = Tensor.Uniform([batch, 1, 28, 28], -1, 1, generator: new Generator(2)), ones = Tensor.Ones([batch, 1]), zeros = Tensor.Zeros([batch, 1]);
        return new StepTask(Step, [NoiseOf(batch), real], generator.ParameterCount + discriminator.ParameterCount);

        Tensor Step(Tensor[] inputs)
        {
            Tensor made = generator.Call(inputs[0]);
            ofDiscriminator.ZeroGrad();
            Tensor judged = Loss.BinaryCrossEntropyWithLogits(discriminator.Call(inputs[1]), ones) + Loss.BinaryCrossEntropyWithLogits(discriminator.Call(made.Detach()), zeros);
            judged.Backward();
            ofDiscriminator.Step();
            ofGenerator.ZeroGrad();
            Tensor loss = Loss.BinaryCrossEntropyWithLogits(discriminator.Call(made), ones);
            loss.Backward();
            ofGenerator.Step();
            return loss;
        }
    }

    public override StepTask Infer(int batch)
    {
        Tensor.Seed(1);
        DcganGenerator generator = new(Noise);
        generator.Eval();
        return new StepTask(Step, [NoiseOf(batch)], generator.ParameterCount, Predicts: true);

        Tensor Step(Tensor[] inputs)
        {
            using (Gradients.Off())
                return generator.Call(inputs[0]);
        }
    }

    static Adam Optimizer(Module network) => new(network.Parameters(), LearningRate, beta1: 0.5);

    static Tensor NoiseOf(int batch) => Tensor.Normal([batch, Noise, 1, 1], 0, 1, generator: new Generator(1));
}
